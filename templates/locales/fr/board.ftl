# Un classement.

board-title = Classement { $arena }
board-pause = Suspendre les mises à jour
board-filters = Filtres
board-open = Poids ouverts
board-closed = Poids fermés
board-style-on = Contrôle du style : oui
board-style-off = Contrôle du style : non
board-find-label = Chercher un modèle ou un éditeur
board-find-placeholder = Chercher un modèle
board-find = Chercher
board-as-of = jusqu’au vote { $seq }
board-as-of-time = jusqu’au vote { $seq }, { $time }
board-none-matches = Aucun modèle ne correspond
board-none-fits = Rien dans cette arène ne correspond au filtre.
board-show-all = Afficher tous les modèles
board-empty = Pas encore de notes
board-begins = Le classement commence avec les premiers votes.
board-start = Commencer un duel

board-table = Tableau du classement
board-caption = La moyenne des notes est 1000 ; ± et les barres montrent les intervalles à 95 %. Là où les intervalles se chevauchent, l’ordre peut être dû au hasard. { $link }.
board-rank = Rang
board-range = Plage
board-model = Modèle
board-rating = Note
board-interval = Intervalle à 95 %
board-votes = Votes
board-win-rate = Victoires
board-record = gagnés : { $won }, perdus : { $lost }, égalités : { $tied }, les deux mauvaises : { $bad }
board-open-tag = ouvert
board-closed-tag = fermé

board-interval-both = intervalle à 95 % de { $low } à { $high }
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
    [0] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, aucun autre ne pourrait être devant.
    [one] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, { $count } autre pourrait être devant.
   *[other] { $name } a la plus haute note que l’on puisse donner pour l’instant ; avec 95 % de confiance, { $count } autres pourraient être devant.
}
board-reading-equal = Personne ne mène : les premières notes sont égales.
board-reading-only = { $name } est pour l’instant le seul modèle à avoir des votes.
board-reading-leads = { $count ->
    [0] { $name } mène et, avec 95 % de confiance, aucun autre ne pourrait être premier.
    [one] { $name } mène ; avec 95 % de confiance, { $count } autre ne s’en distingue pas.
   *[other] { $name } mène ; avec 95 % de confiance, { $count } autres ne s’en distinguent pas.
}

board-say-paused = Les mises à jour sont suspendues.
board-say-resumed = Les mises à jour reprennent.

board-categories = Catégories
board-weights = Poids
board-license = Licence
board-organization = Éditeur
board-country = Pays
board-reasoning = Raisonnement
board-size = Taille
board-price = Prix
board-released = Sortie
board-context = Contexte, en jetons
board-overall-rank = Rang général
board-record-label = Bilan
board-columns = Colonnes
board-apply = Appliquer
board-more = Plus de filtres
board-max-size = Taille maximale, en milliards de paramètres
board-max-price = Prix maximal, en dollars par million de jetons écrits
board-released-since = Sorti depuis
board-at = Le classement tel qu’il était le
board-reasons = réfléchit d’abord
board-reasons-not = répond tout de suite
board-at-most = { $limit } au plus
board-since = depuis { $day }
board-active = Filtres actifs
board-remove = Retirer le filtre
board-without-retired = sans les modèles retirés
board-hide-retired = Masquer les retirés
board-show-retired = Montrer les retirés

board-next = Face au suivant
board-next-title = Suivant : { $name }
board-next-of-hundred = { $share } sur 100
board-next-separable = plus que le hasard
board-next-votes = { $count ->
    [one] { $count } vote pour trancher
   *[other] { $count } votes pour trancher
}
board-next-equal = quasi égaux
board-pair-separable = { $first } est préféré à { $second } { $share } fois sur 100, ce qui est plus que le hasard.
board-pair-votes = { $count ->
    [one] { $first } est préféré à { $second } { $share } fois sur 100 ; on ne peut pas encore les départager : il faudrait environ { $count } vote de plus.
   *[other] { $first } est préféré à { $second } { $share } fois sur 100 ; on ne peut pas encore les départager : il faudrait environ { $count } votes de plus.
}
board-pair-equal = { $first } et { $second } sont quasi égaux jusqu’ici.
board-neighbours = Les voisins en toutes lettres
board-neighbours-lead = Chaque modèle face au suivant. Les votes sont ceux qu’il faudrait à toute l’arène si l’écart est aussi grand qu’il paraît.
board-reading-more = { $count ->
    [one] Environ { $count } vote de plus le distinguerait de { $name }.
   *[other] Environ { $count } votes de plus le distingueraient de { $name }.
}

board-questions = Questions fréquentes
board-ask-open = Quels sont les meilleurs modèles à poids ouverts ?
board-ask-caught-up = Le meilleur modèle ouvert a-t-il rattrapé le meilleur modèle fermé ?
board-ask-country = Quels laboratoires mènent parmi les poids ouverts ?
board-country-leads = { $first } devant { $second }.
board-ask-cheap = Quel est le meilleur jusqu’à { $price } ?
board-ask-small = Quel est le meilleur modèle ouvert qui tient sur une machine (jusqu’à { $size }) ?
board-ask-plain = Quel est le meilleur modèle ouvert qui répond tout de suite ?

board-compare = Comparer
board-compare-how = Cochez de deux à cinq modèles.
board-compare-column = Comparer
board-compare-pick = Comparer { $name }
board-open-and-closed = Ouverts et fermés
