# Un modèle, des modèles côte à côte, des groupes de modèles.

model-active-size = Paramètres actifs
model-price-read = Prix en lecture
model-price-written = Prix en écriture
model-no-place = Ce modèle n’est encore dans aucun classement.
model-rank = Rang { $rank } (plage { $range }), note { $rating }
model-unranked = Pas encore classé.
model-strengths = Forces par catégorie
model-category = Catégorie
model-best = Réussit le mieux contre
model-worst = Réussit le moins contre
model-won = Gagné
model-expected = Attendu d’après les notes
model-share-interval = (de { $low } à { $high })
model-compare = Comparer à d’autres
model-said = Ce que disent les votants
model-said-of = Compté sur { $votes } avec une raison, à partir du plus récent.
model-samples = Duels rendus publics
model-samples-lead = Leurs votants autorisent leur lecture.
model-versions = Versions
model-added = ajouté
model-removed = retiré
model-changed = réglages modifiés
model-renamed = { $before } s’appelle désormais { $after }.

compare-title = Comparer des modèles
compare-lead = Choisissez de deux à cinq modèles.
compare-model = Modèle { $number }
compare-pairs = Face à face
compare-pair = Paire
compare-against = { $first } contre { $second }
compare-points = Écart en points
compare-never-met = jamais rencontrés
compare-no-scale = pas d’échelle commune
compare-facts = Fiches
compare-fact = Donnée

group-best = Le meilleur : { $name }, rang { $rank } sur { $models }.
