# Un modelo, modelos lado a lado y grupos de modelos.

model-active-size = Parámetros activos
model-price-read = Precio de lectura
model-price-written = Precio de escritura
model-no-place = Este modelo aún no está en ninguna clasificación.
model-rank = Puesto { $rank } (rango { $range }), puntuación { $rating }
model-unranked = Aún sin puesto.
model-strengths = Fortalezas por categoría
model-category = Categoría
model-best = Rinde mejor contra
model-worst = Rinde peor contra
model-won = Ganado
model-expected = Esperado según las puntuaciones
model-share-interval = (de { $low } a { $high })
model-compare = Comparar con otros
model-said = Lo que dicen los votantes
model-said-of = Contado en { $votes } con motivo, desde el más reciente.
model-samples = Duelos hechos públicos
model-samples-lead = Sus votantes permiten leerlos.
model-versions = Versiones
model-added = añadido
model-removed = retirado
model-changed = ajustes cambiados
model-renamed = { $before } se llama ahora { $after }.

compare-title = Comparar modelos
compare-lead = Elige de dos a cinco modelos.
compare-model = Modelo { $number }
compare-pairs = Cara a cara
compare-pair = Pareja
compare-against = { $first } contra { $second }
compare-points = Puntos de diferencia
compare-never-met = nunca se enfrentaron
compare-no-scale = sin escala común
compare-facts = Fichas
compare-fact = Dato

group-best = El mejor: { $name }, puesto { $rank } de { $models }.
