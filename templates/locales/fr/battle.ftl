# Un duel : les deux volets, le vote, la révélation.

battle-title = Duel
battle-heading = Duel dans { $arena }
battle-turn = Tour { $number }
battle-answer = Réponse { $letter }
battle-answer-turn = Réponse { $letter }, tour { $number }
battle-answer-named = { $answer } :
battle-jump = Réponses
battle-chosen = votre choix
battle-finished = terminée
battle-writing = en cours
battle-waiting = En attente des deux réponses ; cette page se recharge d’elle-même.
battle-read-all = Lire toute la réponse { $letter }

battle-choice-a = A est meilleure
battle-choice-b = B est meilleure
battle-choice-tie = Égalité
battle-choice-both-bad = Les deux sont mauvaises
battle-vote = Votre vote
battle-vote-wait = Vous pourrez voter quand les deux réponses seront terminées.
battle-vote-now = Laquelle préférez-vous ? Votre vote révèle les modèles.
battle-follow-label = Poser une question de suivi aux deux
battle-follow = Vous hésitez ? Posez-leur une question de suivi
battle-send = Envoyer
battle-again = Reposer la question
battle-next = Et ensuite
battle-board = Voir le classement
battle-new = Nouveau duel

battle-keys-all = Touches et réglages
battle-keys = Touches et réglages
battle-keys-arrows = Passer d’un choix à l’autre, quand ils ont le focus
battle-keys-answers = Aller à la réponse A ou B
battle-keys-list = Cette liste
battle-keys-rest = Les touches sont inactives pendant la saisie dans un champ.
battle-close = Fermer

battle-prefer = Vous préférez { $better } à { $worse }.
battle-tie = { $a } et { $b } se valent à vos yeux.
battle-both-bad = Ni { $a } ni { $b } n’a été à la hauteur.
battle-rated = C’est le vote { $seq } du journal ; il fait bouger le classement en quelques secondes.
battle-unrated = Il est conservé comme vote { $seq }, mais aucune note n’en tient compte : { $reason }
battle-count-link = Comment comptent les votes
battle-reason-identity = une réponse a révélé son auteur.
battle-reason-quarantine = les votes de ce genre sont en cours d’examen.
battle-reason-other = il ne respecte pas les règles des votes pris en compte.

battle-void = Ce duel ne compte pas
battle-void-cause = L’une des deux réponses n’a pas pu être menée à son terme, ce duel ne compte donc pas. Commencez-en un nouveau.

battle-say-ready = Les deux réponses sont terminées. Vous pouvez voter.
battle-say-void = Ce duel ne compte pas.
battle-say-finished = La réponse { $letter } est terminée.
battle-say-slow = L’une des réponses se fait attendre ; les deux s’affichent à la même cadence.
battle-say-away = Le serveur est injoignable. Cette page reprendra dès que possible.
battle-say-saving = Enregistrement de votre vote…
battle-say-refused = Le vote n’a pas été pris en compte. Veuillez réessayer.
battle-say-unsaved = Le serveur est injoignable. Votre vote n’est peut-être pas encore enregistré : appuyez de nouveau sur le même bouton.

battle-length = Caractères : { $count }
battle-stop = Arrêter
battle-stopped-cause = Vous avez arrêté les deux réponses, ce duel ne compte donc pas : des réponses coupées ne peuvent pas être comparées équitablement.
battle-way-out = Demander à une autre paire
battle-vote-send = Envoyer le vote
battle-keys-switch = Utiliser les raccourcis à une touche
battle-confirm-switch = Confirmer le vote avant la révélation
battle-say-elapsed = Attente : { $seconds } s
battle-say-armed = { $choice } : ce vote part quand les deux réponses sont terminées. Appuyez de nouveau pour l’annuler.
battle-say-confirm = { $choice } : envoyez ce vote, ou choisissez autre chose.
battle-say-stopping = Arrêt des deux réponses…
battle-say-early = Choisissez maintenant ou plus tard : votre vote part quand les deux réponses sont terminées.
