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
chart-ok = evaluado

chart-ratings-title = Puntuaciones con sus intervalos del 95 %
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
chart-history-reading = Del { $from } al { $to }: { $name } va en cabeza, con { $rating }. Las bandas son intervalos del 95 %.
chart-ranks-title = Los puestos en el tiempo
chart-ranks-reading = Del { $from } al { $to }: { $name } es el primero. Las bandas van del primer al último puesto posible.
chart-crown-title = Quién ha ocupado el primer puesto
chart-crown-reading = { $name } ocupa el primer puesto desde el { $from }: { $days } días, { $alone } de ellos en solitario.
chart-crown-longest = En total, { $name } lo ha ocupado más tiempo: { $days } días.
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
