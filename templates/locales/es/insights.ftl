insights-title = Análisis: { $arena }
insights-contents = Gráficos
insights-categories = Categorías
insights-board = El mismo filtro en la clasificación
insights-embed = Para otros sitios
insights-embed-how = Estas dos imágenes se mantienen al día dondequiera que se muestren. Copia el Markdown; cada modelo tiene una insignia en la dirección de su identificador.
insights-card = Los primeros modelos de esta clasificación
insights-badge = Una insignia del primer modelo
