# La página que pide una pregunta.

ask-title = Dos respuestas, sin nombres
ask-head-answers = Dos respuestas.
ask-head-names = Sin nombres.
ask-head-judge = Tú juzgas.
ask-lead = Pregunta lo que quieras. Dos modelos responden lado a lado; sabrás quiénes son después de votar.
ask-prompt = Tu pregunta
ask-placeholder = Pregunta lo que quieras
ask-compare = Comparar
ask-suggestions = Sugerencias
ask-recorded-lead = Dos modelos han respondido a esta pregunta. Sabrás quiénes son después de votar.
ask-question = La pregunta
ask-next = Siguiente pregunta
ask-all = { $count ->
    [one] { $count } pregunta en total
    [many] { $count } de preguntas en total
   *[other] Las { $count } preguntas
}
ask-closed = Esta arena todavía no tiene dos modelos que puedan responder.
ask-connect = Cómo conectar modelos
ask-no-votes = Aún no hay votos: el tuyo será el primero.
ask-votes = Hasta ahora, { $votes } para clasificar { $models }.
ask-kept = Tu pregunta se guarda sin tu nombre; { $link }.
ask-kept-link = cómo cuentan los votos

ask-suggestion-1 = Planea un domingo lluvioso en Lyon para dos adultos y un adolescente aburrido
ask-suggestion-2 = Explica por qué el cielo es azul a una niña curiosa de ocho años y luego a un físico
ask-suggestion-3 = Escribe un haiku sobre la entropía y después explica el chiste
ask-suggestion-4 = Explica la inflación en tres frases
ask-suggestion-5 = ¿Qué sale más barato para 600 km, volar o conducir? Muestra cómo lo estimas
ask-suggestion-6 = Encuentra el error: `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`
