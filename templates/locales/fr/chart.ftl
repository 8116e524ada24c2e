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
