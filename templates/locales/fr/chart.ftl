# Graphiques des scores.

chart-empty = Rien à dessiner pour l’instant.
chart-data = Les chiffres
chart-data-of = Les chiffres de : { $title }
chart-box = { $title } ; les flèches du clavier le parcourent
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
chart-ok = évalué

chart-ratings-title = Scores avec leurs intervalles à 95 %
chart-ratings-reading = { $count ->
    [0] { $name } est en tête, et personne d’autre ne pourrait être premier. La bande ombrée est son intervalle.
    [one] { $name } est en tête ; { $count } autre ne s’en distingue pas. La bande ombrée est son intervalle : qui l’atteint peut être aussi bon.
   *[other] { $name } est en tête ; { $count } autres ne s’en distinguent pas. La bande ombrée est son intervalle : qui l’atteint peut être aussi bon.
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
chart-first-lines = Les { $count } premiers modèles sont tracés ; les chiffres les ont tous.
chart-history-title = Les notes au fil du temps
chart-history-reading = Du { $from } au { $to } : { $name } est en tête, à { $rating }. Les bandes sont des intervalles à 95 %.
chart-ranks-title = Les rangs au fil du temps
chart-ranks-reading = Du { $from } au { $to } : { $name } est premier. Les bandes vont du premier au dernier rang possible.
chart-crown-title = Qui a tenu la première place
chart-crown-reading = { $name } tient la première place depuis le { $from } : { $days } jours, dont { $alone } seul.
chart-crown-longest = Au total, { $name } l’a tenue le plus longtemps : { $days } jours.
chart-frontier-title = Le meilleur de chaque groupe au fil du temps
chart-gap-title = L’écart entre deux groupes
chart-frontier-one = Il n’y a pas encore deux groupes à comparer.
chart-frontier-reading = { $best } est à { $gap } points ({ $range }) de { $other }.
chart-frontier-since = En tête depuis le { $day }.
chart-frontier-clear = Sans aucun doute depuis le { $day }.
chart-frontier-doubt = Cela peut être le hasard : les intervalles ne les départagent pas.
chart-all = Tous
chart-source = Source
chart-elsewhere-title = Les notes publiées ailleurs
chart-elsewhere-reading = Pas mesurées ici, et sur une autre échelle. Source : { $sources }.
