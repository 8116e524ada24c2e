# Cómo funciona.

about-title = Cómo funciona
about-lead = Preguntas; dos modelos responden lado a lado sin nombre; dices qué respuesta es mejor. Muchos votos así forman una clasificación.

about-battle = Un duelo
about-battle-text = Una pregunta va a dos modelos elegidos al azar, igual que sus lados. Ambas respuestas se muestran al mismo ritmo, de modo que un modelo rápido no tiene ventaja sobre uno lento. Mientras no hayas votado puedes hacer a ambos otra pregunta. Si una respuesta falla o se corta, el duelo es nulo: no cuenta para nadie.

about-votes = Qué es un voto
about-votes-text = Una de cuatro opciones: A es mejor, B es mejor, empate, ambas son malas. Un duelo admite un solo voto, y es definitivo. El voto se escribe en disco antes de que veas quién era quién.
about-votes-kept = Un voto que las puntuaciones no usan se guarda igualmente, con el motivo al lado. Nada se borra; { $link }.
about-votes-link = cada voto se puede descargar

about-ratings = Cómo se calculan las puntuaciones
about-model = Modelo.
about-model-text = Bradley-Terry: la probabilidad de que un modelo sea preferido a otro depende solo de la diferencia de sus puntuaciones. Un empate y «ambas son malas» cuentan media victoria para cada uno.
about-scale = Escala.
about-scale-text = 400 puntos equivalen a una ventaja de diez a uno. La media de todos los modelos que tienen votos es 1000. Así, tener 100 puntos más significa ser preferido en unos 64 de cada 100 votos.
about-uncertainty = Incertidumbre.
about-uncertainty-text = Cada puntuación tiene un intervalo del 95 % del estimador sándwich, que no da por hecho que el modelo sea exactamente correcto.
about-rank = Puesto.
about-rank-text = Uno más que el número de modelos cuyo intervalo queda totalmente por encima. El rango llega hasta el peor puesto que permiten los intervalos: los modelos cuyos intervalos se solapan comparten puesto.
about-full = En detalle.
about-full-text = Fórmulas, otras clases de intervalos, qué no tiene número y por qué: { $link }.
about-full-link = la metodología
about-provisional = Provisional.
about-provisional-text = Aún hay pocos votos; las cifras se muestran, pero es de esperar que se muevan.
about-all-won = Ganó o perdió todos los votos.
about-all-won-text = Entonces ninguna puntuación finita se ajusta a los votos, y no se inventa ninguna.
about-disconnected = No conectado.
about-disconnected-text = Ninguna cadena de votos une el modelo con los demás, así que no se pueden comparar.
about-order = El orden de los votos no importa, y los mismos votos dan siempre la misma clasificación.

about-blind = A ciegas hasta votar
about-blind-text = Antes de tu voto, nada de lo que sale del servidor depende de quién responde: ni nombre, ni identificador, ni orden, ni mensaje de error, y ningún lado muestra cuál de los dos es más lento. Los nombres llegan con la respuesta a tu voto.

about-privacy = Privacidad
about-privacy-text = No hay cuentas. Una cookie guarda un número aleatorio para que tus duelos sigan siendo tuyos; otras dos, tus colores y tu idioma, si los eliges. Las preguntas, respuestas y votos se guardan sin tu nombre ni tu dirección, y las preguntas se envían a los modelos conectados: no escribas nada que no deba saber nadie. Esta página no carga nada de otros servidores.

about-connect = Conecta tus propios modelos
about-connect-text = { $init } busca servidores de modelos en esta máquina y claves en el entorno, y escribe { $file }; { $serve } arranca el sitio. A mano es así:
about-connect-check = Sirve cualquier servidor que hable el protocolo de OpenAI, Anthropic o Gemini. { $check } dice qué está mal antes que nadie.

about-methodology = Cómo se calculan las puntuaciones
about-methodology-english = Este capítulo solo está en inglés.
