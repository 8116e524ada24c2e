insights-title = Análisis: { $arena }
insights-contents = Gráficos
insights-categories = Categorías
insights-board = El mismo filtro en la clasificación
