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
