docs-title = API
docs-back = Volver a los datos
docs-script = Esta página necesita JavaScript. Lo que muestra está también en { $link }.
