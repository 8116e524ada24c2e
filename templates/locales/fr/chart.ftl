# Graphiques des scores.

chart-empty = Rien à dessiner pour l’instant.
chart-data = Les chiffres
chart-data-of = Les chiffres de : { $title }
chart-box = { $title } ; les flèches du clavier le parcourent
chart-more-rows = { $count ->
    [one] { $count } autre ligne se trouve dans le fichier CSV.
   *[other] { $count } autres lignes se trouvent dans le fichier CSV.
}
chart-month = { $month } { $year }
chart-day = { $day } { $month }
chart-date = { $day } { $month } { $year }
chart-rank-high = Dernier rang possible
chart-id = Identifiant
chart-low = Borne inférieure
chart-high = Borne supérieure
chart-status = État
chart-ok = noté

chart-ratings-title = Notes avec leurs intervalles à 95 %
chart-ratings-reading = { $count ->
    [0] { $name } est en tête, et personne d’autre ne pourrait être premier. La bande ombrée est son intervalle.
    [one] { $name } est en tête ; { $count } autre ne s’en distingue pas. La bande ombrée est son intervalle : qui l’atteint peut être aussi bon.
   *[other] { $name } est en tête ; { $count } autres ne s’en distinguent pas. La bande ombrée est son intervalle : qui l’atteint peut être aussi bon.
}

chart-time = Temps
chart-seq = Dernier vote
chart-group = Groupe
chart-other = Autre groupe
chart-from = De
chart-to = À
chart-days = Jours
chart-days-alone = Jours seul
chart-gap = Écart en points
chart-reasoning = Raisonnement
chart-not-reasoning = Sans raisonnement
chart-thinned = { $shown } instantanés sur { $kept } sont montrés, répartis dans le temps.
chart-first-lines = Les { $count } premiers modèles sont tracés ; les chiffres les ont tous.
chart-history-title = Les notes au fil du temps
chart-history-reading = Du { $from } au { $to } : { $name } est en tête, à { $rating }. Les bandes sont des intervalles à 95 %.
chart-ranks-title = Les rangs au fil du temps
chart-ranks-reading = Du { $from } au { $to } : { $name } est premier. Les bandes vont du premier au dernier rang possible.
chart-history-one = Du { $from } au { $to } : { $name } est maintenant à { $rating }. La bande est son intervalle à 95 %.
chart-ranks-one = Du { $from } au { $to } : { $name } est maintenant au rang { $rank }. La bande va du premier au dernier rang possible.
chart-ranks-overall = Les rangs sont ceux du classement entier.
chart-one-moment = Un seul classement a été conservé jusqu’ici, celui du { $day }.
chart-crown-title = Qui a tenu la première place
chart-crown-reading = { $name } tient la première place depuis le { $from } : { $days }, dont { $alone } seul.
chart-crown-longest = Au total, { $name } l’a tenue le plus longtemps : { $days }.
chart-held = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
chart-held-less = moins d’un jour
chart-frontier-title = Le meilleur de chaque groupe au fil du temps
chart-gap-title = L’écart entre deux groupes
chart-frontier-one = Il n’y a pas encore deux groupes à comparer.
chart-frontier-reading = { $best } est à { $gap } points ({ $range }) de { $other }.
chart-frontier-since = En tête depuis le { $day }.
chart-frontier-clear = Sans aucun doute depuis le { $day }.
chart-frontier-doubt = Cela peut être le hasard : les intervalles ne les départagent pas.
chart-all = Tous
chart-source = Source
chart-elsewhere-title = Les notes publiées ailleurs
chart-elsewhere-reading = Pas mesurées ici, et sur une autre échelle. Source : { $sources }.
chart-first-models = { $count ->
    [one] Le premier modèle
   *[other] Les { $count } premiers modèles
}
chart-first = Premier modèle
chart-second = Second modèle
chart-first-wins = Gagnés par le premier
chart-second-wins = Gagnés par le second
chart-ties = Égalités
chart-both-bad = Les deux mauvaises
chart-observed = Observé
chart-predicted = Prévu
chart-pair = { $pair } : prévu { $predicted }, observé { $observed } sur { $votes }

chart-win-rates-title = Combien de fois la ligne est préférée à la colonne, sur 100 duels
chart-win-rates-reading = Au-dessus de la diagonale, ce que les notes prévoient ; au-dessous, ce que les gens ont voté. Les colonnes portent les numéros de leurs lignes ; bleu : plus de la moitié, orange : moins.
chart-battles-title = Duels entre chaque paire de modèles
chart-battles-reading = Une case vide est une paire qui ne s’est jamais rencontrée : sa place au classement ne tient qu’aux autres.

chart-price-title = Note et prix
chart-price-axis = Dollars US par million de jetons écrits
chart-size-title = Note et taille
chart-size-axis = Milliards de paramètres
chart-speed-title = Note et vitesse
chart-speed-axis = Caractères par seconde, médiane
chart-speed-said = { $speed } caractères par seconde
chart-trade-unknown = Aucun modèle n’a encore à la fois une note et ce chiffre.
chart-trade-instead = { $best } a la meilleure note, pour { $cost }. { $other } ne s’en distingue pas, pour { $less }. En orange, ceux que personne ne bat sur les deux.
chart-trade-best = { $best } a la meilleure note, pour { $cost }, et personne qui fasse mieux sur ce chiffre n’est aussi bon. En orange, ceux que personne ne bat sur les deux.
chart-yes = oui
chart-no = non
chart-front = Personne ne le bat sur les deux
chart-instead = Ne s’en distingue pas et fait mieux

chart-categories-title = Notes par catégorie
chart-categories-reading = Bleu : au-dessus de la note générale du modèle, orange : au-dessous. Les écarts plus petits que les intervalles peuvent être dus au hasard : le tableau les donne.
chart-categories-none = Aucune catégorie n’a encore de votes propres.
chart-category = Catégorie

chart-style-title = Ce que vaut l’apparence d’une réponse
chart-style-reading = Points de note pour un écart-type de plus que l’autre réponse, d’après le classement avec contrôle du style. Une barre qui croise zéro peut être due au hasard.
chart-style-length = Longueur
chart-style-headers = Titres
chart-style-lists = Éléments de liste
chart-style-bold = Gras
chart-side-title = Ce que vaut le côté A
chart-side-certain = Le côté A vaut { $points } points. Les côtés sont tirés au sort : aucun modèle n’y gagne.
chart-side-none = L’intervalle contient zéro : aucun côté n’est préféré avec certitude.
chart-side-a = Côté A
chart-points = Points de note
chart-effect = Effet
chart-log-odds = Log-cotes

chart-calibration-title = Les prévisions se réalisent-elles ?
chart-calibration-reading = { $count ->
    [one] Avant { $count } vote, le classement a annoncé les chances du côté A. En moyenne il s’est trompé de { $error } points sur 100, hasard compris. Des points sur la ligne pointillée seraient parfaits.
   *[other] Avant chacun de { $count } votes, le classement a annoncé les chances du côté A. En moyenne il s’est trompé de { $error } points sur 100, hasard compris. Des points sur la ligne pointillée seraient parfaits.
}
chart-calibration-none = Aucun vote n’a encore de prévision : les votes importés n’en ont pas.
chart-calibration-bin = Annoncé { $predicted }, observé { $observed } ({ $interval }) sur { $votes }
chart-predicted-a = Chance annoncée du côté A
chart-observed-a = Le côté A a gagné

chart-activity-title = Votes par jour
chart-activity-reading = { $count ->
    [one] Le plus grand nombre est venu le { $day } : { $count } vote. Les jours sont ceux d’UTC ; toutes les catégories comptent.
   *[other] Le plus grand nombre est venu le { $day } : { $count } votes. Les jours sont ceux d’UTC ; toutes les catégories comptent.
}
chart-rated = comptés
chart-unrated = non comptés
chart-day-column = Jour
