insights-title = Analyses : { $arena }
insights-contents = Graphiques
insights-categories = Catégories
insights-board = Le même filtre sur le classement
