# El marco de cada página: cabecera, pie, aviso y lo que dicen los scripts.

frame-skip = Ir al contenido
frame-description = Dos respuestas anónimas lado a lado. Tú juzgas; los votos forman una clasificación en vivo.
frame-home = Agon, al inicio
frame-main = Navegación principal
frame-battle = Duelo
frame-leaderboard = Clasificación
frame-insights = Análisis
frame-data = Datos
frame-about = Acerca de
frame-foot = Agon: una arena de preferencias humanas en tu propio servidor.
frame-foot-ratings = Cómo se calculan las puntuaciones
frame-foot-votes = Todos los votos en archivos
frame-foot-api = API

frame-theme-auto = Auto
frame-theme-light = Claro
frame-theme-dark = Oscuro
frame-theme-switch = Tema { $now }; cambiar a { $next }

frame-language = Idioma

frame-notice = Aviso
frame-demo = Esta es la demostración: respuestas grabadas en seis estilos. { $connect }: ejecuta { $init } y luego { $serve }.
frame-demo-connect = Conecta tus propios modelos

frame-arenas = Arenas
frame-weights-open = pesos abiertos
frame-weights-closed = pesos cerrados
frame-votes = { $count ->
    [one] { $count } voto
    [many] { $count } de votos
   *[other] { $count } votos
}
frame-models = { $count ->
    [one] { $count } modelo
    [many] { $count } de modelos
   *[other] { $count } modelos
}
frame-per-million = { $price } por millón de tokens

frame-copy = Copiar
frame-copy-code = Copiar este código
frame-copied = Copiado.

frame-table = Tabla
frame-image = imagen

frame-moment = { $day } { $month } { $year }, { $time } UTC
frame-month-1 = ene
frame-month-2 = feb
frame-month-3 = mar
frame-month-4 = abr
frame-month-5 = may
frame-month-6 = jun
frame-month-7 = jul
frame-month-8 = ago
frame-month-9 = sept
frame-month-10 = oct
frame-month-11 = nov
frame-month-12 = dic
frame-history = Historial
frame-foot-privacy = Privacidad
