# Un classement.

board-title = Classement { $arena }
board-pause = Suspendre les mises à jour
board-filters = Filtres
board-open-and-closed = Ouverts et fermés
board-open = Poids ouverts
board-closed = Poids fermés
board-style-on = Correction du style : oui
board-style-off = Correction du style : non
board-find-label = Chercher un modèle ou un fabricant
board-find-placeholder = Chercher un modèle
board-find = Chercher
board-as-of = au vote { $seq }
board-as-of-time = au vote { $seq }, { $time }
board-none-matches = Aucun modèle ne correspond
board-none-fits = Rien dans cette arène ne correspond au filtre.
board-show-all = Afficher tous les modèles
board-empty = Pas encore de notes
board-begins = Le classement commence avec les premiers votes.
board-start = Commencer un duel

board-table = Tableau du classement
board-caption = La moyenne des notes est 1000 ; ± et les barres montrent les intervalles à 95 %. Là où les intervalles se chevauchent, l’ordre peut être dû au hasard. { $link }.
board-rank = Rang
board-range = Plage
board-model = Modèle
board-rating = Note
board-interval = intervalle à 95 %
board-votes = Votes
board-win-rate = Victoires
board-record = { $won } gagnés, { $lost } perdus, { $tied } égalités, { $bad } fois les deux mauvaises
board-open-tag = ouvert
board-closed-tag = fermé

board-interval-both = intervalle à 95 % de { $low } à { $high }
board-interval-low = au moins { $low }
board-interval-high = au plus { $high }
board-interval-none = pas d’intervalle

board-provisional = provisoire
board-retired = retiré
board-all-won = a gagné tous ses votes
board-no-upper = pas encore de borne haute
board-all-lost = a perdu tous ses votes
board-no-lower = pas encore de borne basse
board-disconnected = non relié
board-undetermined = indéterminé
board-no-votes = pas encore de votes

board-reading-unbounded = { $count ->
    [0] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, aucun autre ne pourrait être devant.
    [one] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, { $count } autre pourrait être devant.
   *[other] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, { $count } autres pourraient être devant.
}
board-reading-equal = Personne ne mène : les premières notes sont égales.
board-reading-only = { $name } est pour l’instant le seul modèle à avoir des votes.
board-reading-leads = { $count ->
    [0] { $name } mène et, avec 95 % de confiance, aucun autre ne pourrait être premier.
    [one] { $name } mène ; avec 95 % de confiance, { $count } autre ne s’en distingue pas.
   *[other] { $name } mène ; avec 95 % de confiance, { $count } autres ne s’en distinguent pas.
}

board-say-paused = Les mises à jour sont suspendues.
board-say-resumed = Les mises à jour reprennent.
