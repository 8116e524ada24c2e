# Páginas de error. Ninguna dice qué modelo o servidor falló.

problem-start = Empezar un duelo
problem-title-400 = No se pudo leer
problem-title-403 = No permitido
problem-title-404 = No encontrado
problem-title-405 = No es posible aquí
problem-title-408 = Demasiado lento
problem-title-409 = Demasiado tarde
problem-title-413 = Demasiado largo
problem-title-422 = No utilizable
problem-title-429 = Demasiadas solicitudes
problem-title-500 = Algo salió mal
problem-title-503 = Ahora no
problem-title-other = No se hizo

problem-nothing-here = No hay nada en esta dirección.
problem-no-arena = No existe esa arena.
problem-no-battle = No existe ese duelo en este navegador.
problem-prompt = Esta pregunta no se puede usar aquí: está vacía, o esta arena no tiene respuesta para ella.
problem-prompt-long = La pregunta puede tener como mucho { $max } caracteres.
problem-not-ready = Antes deben terminar las dos respuestas.
problem-void = Este duelo es nulo y no admite votos.
problem-already = Este duelo ya tiene un voto, y dice otra cosa.
problem-ended = Este duelo ha terminado.
problem-turns = Este duelo ya tiene todos los turnos que puede tener.
problem-stuck = Este duelo no puede continuar; vota o empieza uno nuevo.
problem-database = La base de datos no responde en este momento. Inténtalo de nuevo.
problem-closing = El servidor se está reiniciando. Inténtalo de nuevo en un momento.
problem-full = Hay muchos duelos en marcha. Inténtalo de nuevo en un momento.
problem-few-models = Esta arena tiene ahora menos de dos modelos que respondan.
problem-other-site = Esto se envió desde otro sitio, así que no se hizo.
problem-too-many = Demasiadas solicitudes desde esta dirección. Espera un momento.
problem-too-slow = Lo enviado tardó demasiado en llegar.
problem-too-long = Es demasiado largo para enviarlo.
problem-form = No se pudo leer el formulario. Vuelve atrás e inténtalo de nuevo.
problem-internal = Algo salió mal aquí, y no fuiste tú. Referencia: { $reference }
problem-detail = El servidor dice: { $detail }
