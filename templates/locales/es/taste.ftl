taste-title = Tu gusto
taste-lead = Tus propios votos, combinados con las puntuaciones de todos: cuanto más votas, más tuya es la lista.
taste-rests = Se basa en { $votes } de tu parte.
taste-none = Ningún modelo tiene puntuación todavía.
taste-model = Modelo
taste-you = Tú
taste-all = Todos
taste-votes = Tus votos
