insights-title = Analyses : { $arena }
insights-contents = Graphiques
insights-categories = Catégories
insights-board = Le même filtre sur le classement
insights-embed = Pour d’autres sites
insights-embed-how = Ces deux images restent à jour partout où elles sont affichées. Copiez le Markdown ; chaque modèle a un badge à l’adresse de son identifiant.
insights-card = Les premiers modèles de ce classement
insights-badge = Un badge du premier modèle
