taste-title = Vos goûts
taste-lead = Vos propres votes, combinés aux notes de tous : plus vous votez, plus cette liste est la vôtre.
taste-rests = Elle repose sur { $votes } de votre part.
taste-none = Aucun modèle n’a encore de note.
taste-model = Modèle
taste-you = Vous
taste-all = Tous
taste-votes = Vos votes
