# Le cadre de chaque page : en-tête, pied, bandeau, et ce que disent les scripts.

frame-skip = Aller au contenu
frame-description = Deux réponses anonymes côte à côte. Vous jugez ; les votes font un classement en direct.
frame-home = Agon, retour à l’accueil
frame-main = Navigation principale
frame-battle = Duel
frame-leaderboard = Classement
frame-insights = Analyses
frame-data = Données
frame-about = Infos
frame-foot = Agon : une arène de préférences humaines, hébergée chez vous.
frame-foot-ratings = Comment sont calculées les notes
frame-foot-votes = Tous les votes en fichiers
frame-foot-api = API

frame-theme-auto = Auto
frame-theme-light = Clair
frame-theme-dark = Sombre
frame-theme-switch = Thème { $now } ; passer à { $next }

frame-language = Langue

frame-notice = Avis
frame-demo = Ceci est la démonstration : des réponses enregistrées dans six styles. { $connect } : lancez { $init }, puis { $serve }.
frame-demo-connect = Connectez vos propres modèles

frame-arenas = Arènes
frame-weights-open = poids ouverts
frame-weights-closed = poids fermés
frame-votes = { $count ->
    [one] { $count } vote
    [many] { $count } de votes
   *[other] { $count } votes
}
frame-models = { $count ->
    [one] { $count } modèle
    [many] { $count } de modèles
   *[other] { $count } modèles
}
frame-per-million = { $price } par million de jetons

frame-copy = Copier
frame-copy-code = Copier ce code
frame-copied = Copié.

frame-table = Tableau
frame-image = image

frame-moment = { $day } { $month } { $year }, { $time } UTC
frame-month-1 = janv.
frame-month-2 = févr.
frame-month-3 = mars
frame-month-4 = avr.
frame-month-5 = mai
frame-month-6 = juin
frame-month-7 = juil.
frame-month-8 = août
frame-month-9 = sept.
frame-month-10 = oct.
frame-month-11 = nov.
frame-month-12 = déc.
frame-history = Historique
frame-foot-privacy = Confidentialité
