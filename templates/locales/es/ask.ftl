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
ask-closed-direct = En esta arena todavía no hay ningún modelo que pueda responder.
ask-connect = Cómo conectar modelos
ask-no-votes = Aún no hay votos: el tuyo será el primero.
ask-votes = Hasta ahora, { $votes } para clasificar { $models }.
ask-kept = Tu pregunta se guarda sin tu nombre; { $link }.
ask-kept-link = cómo cuentan los votos

ask-suggestion-1 = Planea un domingo lluvioso en Lyon para dos adultos y un adolescente aburrido
ask-suggestion-2 = Explica por qué el cielo es azul a una niña curiosa de ocho años y luego a un físico
ask-suggestion-3 = Escribe un haiku sobre la entropía y después explica el chiste
ask-suggestion-4 = Explica la inflación en tres frases
ask-suggestion-5 = ¿Qué sale más barato para 600 km, volar o conducir? Muestra cómo lo estimas
ask-suggestion-6 = Encuentra el error: `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`

ask-surprise = Sorpréndeme
ask-surprise-1 = Describe un color a alguien que nunca ha visto uno
ask-surprise-2 = Escribe un correo amable para rechazar una reunión
ask-surprise-3 = ¿Qué cambiaría si la Luna desapareciera esta noche?
ask-surprise-4 = Inventa un juego de mesa para dos con solo una moneda y un lápiz
ask-surprise-5 = Explica el problema de Monty Hall de modo que convenza a un escéptico
ask-surprise-6 = Propón una semana de cenas baratas sin horno
ask-surprise-7 = Escribe una consulta SQL que dé el segundo salario más alto de cada departamento
ask-surprise-8 = Argumenta a favor y en contra de los deberes y luego toma partido
