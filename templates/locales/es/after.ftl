after-others = Qué dicen los demás votantes y las puntuaciones
after-crowd = Esta pareja tiene { $votes } hasta ahora:
after-forecast = Antes de tu voto las puntuaciones daban { $chance } a { $a } y { $rest } a { $b }.
after-moved = antes: { $before }; ahora: { $now }
after-place = puesto { $rank }, puntuación { $rating }
after-wait = La clasificación aún no ha leído tu voto; vuelve a mirar en un momento.
after-new = nuevo en la clasificación: { $now }
after-rank = puesto { $rank }, demasiado pocos votos para una puntuación
