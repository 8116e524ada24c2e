# Una clasificación.

board-title = Clasificación de { $arena }
board-pause = Pausar actualizaciones
board-filters = Filtros
board-open = Pesos abiertos
board-closed = Pesos cerrados
board-style-on = Control de estilo: sí
board-style-off = Control de estilo: no
board-find-label = Buscar un modelo o desarrollador
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
board-caption = Las puntuaciones tienen una media de 1000; ± y las barras muestran intervalos del 95 %. Donde los intervalos se solapan, el orden puede ser casual. { $link }.
board-rank = Puesto
board-range = Rango
board-model = Modelo
board-rating = Puntuación
board-interval = Intervalo del 95 %
board-votes = Votos
board-win-rate = Victorias
board-record = ganados: { $won }, perdidos: { $lost }, empates: { $tied }, ambas malas: { $bad }
board-open-tag = abierto
board-closed-tag = cerrado

board-interval-both = intervalo del 95 % de { $low } a { $high }
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
    [0] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, ningún otro podría estar por delante.
    [one] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, { $count } otro podría estar por delante.
   *[other] { $name } tiene la puntuación más alta que se puede dar por ahora; con un 95 % de confianza, otros { $count } podrían estar por delante.
}
board-reading-equal = Nadie va en cabeza: las primeras puntuaciones son iguales.
board-reading-only = { $name } es el único modelo con votos hasta ahora.
board-reading-leads = { $count ->
    [0] { $name } va en cabeza y, con un 95 % de confianza, ningún otro podría ser el primero.
    [one] { $name } va en cabeza; con un 95 % de confianza, { $count } otro no se distingue de él.
   *[other] { $name } va en cabeza; con un 95 % de confianza, otros { $count } no se distinguen de él.
}

board-say-paused = Las actualizaciones están en pausa.
board-say-resumed = Las actualizaciones continúan.

board-categories = Categorías
board-weights = Pesos
board-license = Licencia
board-organization = Desarrollador
board-country = País
board-reasoning = Razonamiento
board-size = Tamaño
board-price = Precio
board-released = Publicado
board-context = Contexto, en tokens
board-overall-rank = Puesto general
board-record-label = Balance
board-columns = Columnas
board-apply = Aplicar
board-more = Más filtros
board-max-size = Tamaño máximo, en miles de millones de parámetros
board-max-price = Precio máximo, en dólares por millón de tokens escritos
board-released-since = Publicado desde
board-at = La clasificación tal como era el
board-reasons = piensa primero
board-reasons-not = responde al momento
board-at-most = { $limit } como mucho
board-since = desde { $day }
board-active = Filtros activos
board-remove = Quitar el filtro
board-without-retired = sin modelos retirados
board-hide-retired = Ocultar retirados
board-show-retired = Mostrar retirados

board-next = Frente al siguiente
board-next-title = Siguiente: { $name }
board-next-of-hundred = { $share } de 100
board-next-separable = más que azar
board-next-votes = { $count ->
    [one] { $count } voto para decidir
   *[other] { $count } votos para decidir
}
board-next-equal = casi iguales
board-pair-separable = { $first } se prefiere a { $second } en { $share } de 100, lo que es más que azar.
board-pair-votes = { $count ->
    [one] { $first } se prefiere a { $second } en { $share } de 100; aún no se pueden distinguir: haría falta aproximadamente { $count } voto más.
   *[other] { $first } se prefiere a { $second } en { $share } de 100; aún no se pueden distinguir: harían falta aproximadamente { $count } votos más.
}
board-pair-equal = { $first } y { $second } son casi iguales hasta ahora.
board-neighbours = Los vecinos en palabras
board-neighbours-lead = Cada modelo frente al siguiente. Los votos son los que necesitaría toda la arena si la diferencia es tan grande como parece ahora.
board-reading-more = { $count ->
    [one] Aproximadamente { $count } voto más lo distinguiría de { $name }.
   *[other] Aproximadamente { $count } votos más lo distinguirían de { $name }.
}

board-questions = Preguntas frecuentes
board-ask-open = ¿Cuáles son los mejores modelos de pesos abiertos?
board-ask-caught-up = ¿Ha alcanzado el mejor modelo abierto al mejor cerrado?
board-ask-country = ¿Qué laboratorios van en cabeza entre los pesos abiertos?
board-country-leads = { $first } por delante de { $second }.
board-ask-cheap = ¿Cuál es el mejor hasta { $price }?
board-ask-small = ¿Cuál es el mejor abierto que cabe en una máquina (hasta { $size })?
board-ask-plain = ¿Cuál es el mejor abierto que responde al momento?

board-compare = Comparar
board-compare-how = Marca de dos a cinco modelos.
board-compare-column = Comparar
board-compare-pick = Comparar { $name }
board-open-and-closed = Abiertos y cerrados
