# Gráficos de las puntuaciones.

chart-empty = Todavía no hay nada que dibujar.
chart-data = Las cifras
chart-data-of = Las cifras de: { $title }
chart-box = { $title }; se recorre con las flechas del teclado
chart-more-rows = { $count ->
    [one] { $count } fila más está en el archivo CSV.
   *[other] { $count } filas más están en el archivo CSV.
}
chart-month = { $month } { $year }
chart-day = { $day } { $month }
chart-date = { $day } { $month } { $year }
chart-rank-high = Último puesto posible
chart-id = Identificador
chart-low = Límite inferior
chart-high = Límite superior
chart-status = Estado
chart-ok = puntuado

chart-ratings-title = Puntuaciones con sus intervalos del 95 %
chart-ratings-reading = { $count ->
    [0] { $name } va en cabeza y nadie más podría ser el primero. La franja sombreada es su intervalo.
    [one] { $name } va en cabeza; { $count } más no se distingue de él. La franja sombreada es su intervalo: quien la alcanza puede ser igual de bueno.
   *[other] { $name } va en cabeza; { $count } más no se distinguen de él. La franja sombreada es su intervalo: quien la alcanza puede ser igual de bueno.
}

chart-time = Tiempo
chart-seq = Último voto
chart-group = Grupo
chart-other = Otro grupo
chart-from = Desde
chart-to = Hasta
chart-days = Días
chart-days-alone = Días en solitario
chart-gap = Diferencia en puntos
chart-reasoning = Con razonamiento
chart-not-reasoning = Sin razonamiento
chart-thinned = Se muestran { $shown } de { $kept } instantáneas, repartidas en el tiempo.
chart-first-lines = Se dibujan los primeros { $count } modelos; los datos los tienen todos.
chart-history-title = Las puntuaciones en el tiempo
chart-history-reading = Del { $from } al { $to }: { $name } va en cabeza, con { $rating }. Las bandas son intervalos del 95 %.
chart-ranks-title = Los puestos en el tiempo
chart-ranks-reading = Del { $from } al { $to }: { $name } es el primero. Las bandas van del primer al último puesto posible.
chart-history-one = Del { $from } al { $to }: { $name } está ahora en { $rating }. La banda es su intervalo del 95 %.
chart-ranks-one = Del { $from } al { $to }: { $name } está ahora en el puesto { $rank }. La banda va del primer al último puesto posible.
chart-ranks-overall = Los puestos son los de la clasificación completa.
chart-one-moment = Hasta ahora solo se ha guardado una clasificación, del { $day }.
chart-crown-title = Quién ha ocupado el primer puesto
chart-crown-reading = { $name } ocupa el primer puesto desde el { $from }: { $days }, { $alone } en solitario.
chart-crown-longest = En total, { $name } lo ha ocupado más tiempo: { $days }.
chart-held = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
chart-held-less = menos de un día
chart-frontier-title = El mejor de cada grupo en el tiempo
chart-gap-title = La diferencia entre dos grupos
chart-frontier-one = Aún no hay dos grupos que comparar.
chart-frontier-reading = { $best } está a { $gap } puntos ({ $range }) de { $other }.
chart-frontier-since = Por delante desde el { $day }.
chart-frontier-clear = Sin lugar a dudas desde el { $day }.
chart-frontier-doubt = Puede ser casualidad: los intervalos no los separan.
chart-all = Todos
chart-source = Fuente
chart-elsewhere-title = Puntuaciones publicadas en otros sitios
chart-elsewhere-reading = No medidas aquí, y en otra escala. Fuente: { $sources }.
chart-first-models = { $count ->
    [one] El primer modelo
   *[other] Los primeros { $count } modelos
}
chart-first = Primer modelo
chart-second = Segundo modelo
chart-first-wins = Ganados por el primero
chart-second-wins = Ganados por el segundo
chart-ties = Empates
chart-both-bad = Ambas malas
chart-observed = Observado
chart-predicted = Previsto
chart-pair = { $pair }: previsto { $predicted }, observado { $observed } en { $votes }

chart-win-rates-title = Cuántas veces se prefiere la fila a la columna, en 100 duelos
chart-win-rates-reading = Sobre la diagonal, lo que predicen las puntuaciones; debajo, lo que se votó. Las columnas llevan los números de sus filas; azul es más de la mitad, naranja menos.
chart-battles-title = Duelos entre cada dos modelos
chart-battles-reading = Una celda vacía es una pareja que nunca se enfrentó: su lugar en la clasificación depende solo de otros.

chart-price-title = Puntuación y precio
chart-price-axis = Dólares por millón de tokens escritos
chart-size-title = Puntuación y tamaño
chart-size-axis = Miles de millones de parámetros
chart-speed-title = Puntuación y velocidad
chart-speed-axis = Caracteres por segundo, mediana
chart-speed-said = { $speed } caracteres por segundo
chart-trade-unknown = Ningún modelo tiene todavía puntuación y este dato.
chart-trade-instead = { $best } tiene la mejor puntuación, con { $cost }. { $other } no se distingue de él, con { $less }. En naranja, aquellos a los que nadie supera en ambos.
chart-trade-best = { $best } tiene la mejor puntuación, con { $cost }, y nadie mejor en ese dato es igual de bueno. En naranja, aquellos a los que nadie supera en ambos.
chart-yes = sí
chart-no = no
chart-front = Nadie lo supera en ambos
chart-instead = No se distingue y es mejor en esto

chart-categories-title = Puntuaciones por categoría
chart-categories-reading = Azul es más que la puntuación general del modelo, naranja menos. Las diferencias menores que los intervalos pueden ser azar: están en la tabla.
chart-categories-none = Ninguna categoría tiene todavía votos propios.
chart-category = Categoría

chart-style-title = Lo que vale el aspecto de una respuesta
chart-style-reading = Puntos por una desviación típica más que la otra respuesta, según la clasificación con control de estilo. Una barra que cruza el cero puede ser azar.
chart-style-length = Longitud
chart-style-headers = Títulos
chart-style-lists = Elementos de lista
chart-style-bold = Negrita
chart-side-title = Lo que vale estar en el lado A
chart-side-certain = El lado A vale { $points } puntos. Los lados se sortean, así que ningún modelo gana con ello.
chart-side-none = El intervalo contiene el cero: ningún lado se prefiere con certeza.
chart-side-a = Lado A
chart-points = Puntos
chart-effect = Efecto
chart-log-odds = Logit

chart-calibration-title = ¿Se cumplen los pronósticos?
chart-calibration-reading = { $count ->
    [one] Antes de { $count } voto la clasificación dijo cuán probable era que ganara el lado A. De media se apartó { $error } puntos de 100, azar incluido. Los puntos sobre la línea discontinua serían perfectos.
   *[other] Antes de cada uno de { $count } votos la clasificación dijo cuán probable era que ganara el lado A. De media se apartó { $error } puntos de 100, azar incluido. Los puntos sobre la línea discontinua serían perfectos.
}
chart-calibration-none = Ningún voto tiene pronóstico todavía: los importados no lo tienen.
chart-calibration-bin = Dicho { $predicted }, observado { $observed } ({ $interval }) en { $votes }
chart-predicted-a = Pronóstico de que gana el lado A
chart-observed-a = Ganó el lado A

chart-activity-title = Votos por día
chart-activity-reading = { $count ->
    [one] El día con más fue el { $day }: { $count } voto. Los días son los de UTC; cuentan todas las categorías.
   *[other] El día con más fue el { $day }: { $count } votos. Los días son los de UTC; cuentan todas las categorías.
}
chart-rated = contados
chart-unrated = no contados
chart-day-column = Día
