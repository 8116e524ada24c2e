# Una clasificación.

board-title = Clasificación de { $arena }
board-pause = Pausar actualizaciones
board-filters = Filtros
board-open-and-closed = Abiertos y cerrados
board-open = Pesos abiertos
board-closed = Pesos cerrados
board-style-on = Control de estilo: sí
board-style-off = Control de estilo: no
board-find-label = Buscar un modelo o fabricante
board-find-placeholder = Buscar un modelo
board-find = Buscar
board-as-of = hasta el voto { $seq }
board-as-of-time = hasta el voto { $seq }, { $time }
board-none-matches = Ningún modelo coincide
board-none-fits = Nada en esta arena cumple el filtro.
board-show-all = Mostrar todos los modelos
board-empty = Aún no hay puntuaciones
board-begins = La clasificación empieza con los primeros votos.
board-start = Empezar un duelo

board-table = Tabla de clasificación
board-caption = Las puntuaciones tienen una media de 1000; ± y las barras muestran intervalos del 95 %. Donde los intervalos se solapan, el orden puede ser casual. { $link }.
board-rank = Puesto
board-range = Rango
board-model = Modelo
board-rating = Puntuación
board-interval = intervalo del 95 %
board-votes = Votos
board-win-rate = Victorias
board-record = { $won } ganados, { $lost } perdidos, { $tied } empates, { $bad } veces ambas malas
board-open-tag = abierto
board-closed-tag = cerrado

board-interval-both = intervalo del 95 % de { $low } a { $high }
board-interval-low = al menos { $low }
board-interval-high = como mucho { $high }
board-interval-none = sin intervalo

board-provisional = provisional
board-retired = retirado
board-all-won = ha ganado todos sus votos
board-no-upper = sin límite superior aún
board-all-lost = ha perdido todos sus votos
board-no-lower = sin límite inferior aún
board-disconnected = no conectado
board-undetermined = indeterminado
board-no-votes = aún sin votos

board-reading-unbounded = { $count ->
    [0] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, ningún otro podría estar por delante.
    [one] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, { $count } otro podría estar por delante.
   *[other] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, otros { $count } podrían estar por delante.
}
board-reading-equal = Nadie va en cabeza: las primeras puntuaciones son iguales.
board-reading-only = { $name } es el único modelo con votos hasta ahora.
board-reading-leads = { $count ->
    [0] { $name } va en cabeza y, con un 95 % de confianza, ningún otro podría ser el primero.
    [one] { $name } va en cabeza; con un 95 % de confianza, { $count } otro no se distingue de él.
   *[other] { $name } va en cabeza; con un 95 % de confianza, otros { $count } no se distinguen de él.
}

board-say-paused = Las actualizaciones están en pausa.
board-say-resumed = Las actualizaciones continúan.
