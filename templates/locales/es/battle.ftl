# Un duelo: los dos paneles, el voto, la revelación.

battle-title = Duelo
battle-heading = Duelo en { $arena }
battle-turn = Turno { $number }
battle-answer = Respuesta { $letter }
battle-answer-turn = Respuesta { $letter }, turno { $number }
battle-answer-named = { $answer }:
battle-jump = Respuestas
battle-chosen = tu elección
battle-finished = terminada
battle-writing = escribiendo
battle-waiting = Esperando las dos respuestas; esta página se recarga sola.
battle-read-all = Leer entera la respuesta { $letter }

battle-choice-a = A es mejor
battle-choice-b = B es mejor
battle-choice-tie = Empate
battle-choice-both-bad = Ambas son malas
battle-vote = Tu voto
battle-vote-wait = Podrás votar cuando las dos respuestas hayan terminado.
battle-vote-now = ¿Cuál prefieres? Tu voto revela los modelos.
battle-follow-label = Hacer a ambos otra pregunta
battle-follow = ¿No lo tienes claro? Hazles otra pregunta
battle-send = Enviar
battle-again = Repetir la pregunta
battle-next = Y ahora qué
battle-board = Ver la clasificación
battle-new = Nuevo duelo

battle-keys-all = Teclas y ajustes
battle-keys = Teclas y ajustes
battle-keys-arrows = Pasar de una opción a otra cuando tienen el foco
battle-keys-answers = Ir a la respuesta A o B
battle-keys-list = Esta lista
battle-keys-rest = Las teclas no actúan mientras escribes en un campo.
battle-close = Cerrar

battle-prefer = Prefieres { $better } a { $worse }.
battle-tie = { $a } y { $b } te parecen igual de buenos.
battle-both-bad = Ni { $a } ni { $b } estuvieron a la altura.
battle-rated = Es el voto { $seq } del registro y mueve la clasificación en segundos.
battle-unrated = Se guarda como voto { $seq }, pero ninguna puntuación lo usa: { $reason }
battle-count-link = Cómo cuentan los votos
battle-reason-identity = una respuesta reveló quién la escribió.
battle-reason-quarantine = los votos de este tipo se están revisando.
battle-reason-other = no cumple las reglas de los votos que puntúan.

battle-void = Este duelo no cuenta
battle-void-cause = Una de las dos respuestas no pudo completarse, así que este duelo no cuenta. Empieza uno nuevo.

battle-say-ready = Las dos respuestas han terminado. Ya puedes votar.
battle-say-void = Este duelo no cuenta.
battle-say-finished = La respuesta { $letter } ha terminado.
battle-say-slow = Una de las respuestas tarda en continuar; ambas se muestran al mismo ritmo.
battle-say-away = No se puede conectar con el servidor. Esta página continuará en cuanto pueda.
battle-say-saving = Guardando tu voto…
battle-say-refused = El voto no fue aceptado. Inténtalo de nuevo.
battle-say-unsaved = No se puede conectar con el servidor. Puede que tu voto aún no esté guardado: pulsa otra vez el mismo botón.

battle-length = Caracteres: { $count }
battle-stop = Detener
battle-stopped-cause = Detuviste las dos respuestas, así que este duelo no cuenta: las respuestas cortadas no se pueden comparar con justicia.
battle-way-out = Preguntar a otra pareja
battle-vote-send = Enviar el voto
battle-keys-switch = Usar atajos de una sola tecla
battle-confirm-switch = Confirmar el voto antes de revelar
battle-say-elapsed = Esperando { $seconds } s
battle-say-armed = { $choice }: se envía cuando terminen las dos respuestas. Pulsa otra vez para retirarlo.
battle-say-confirm = { $choice }: envíalo o elige otra opción.
battle-say-stopping = Deteniendo las dos respuestas…
battle-say-early = Elige ahora o después: tu voto se envía cuando terminen las dos respuestas.
