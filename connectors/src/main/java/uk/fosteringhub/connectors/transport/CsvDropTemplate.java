package uk.fosteringhub.connectors.transport;

import org.apache.camel.builder.RouteBuilder;

/** The way of a file: it is looked into or taken through the intake, acknowledged, and filed. */
public final class CsvDropTemplate extends RouteBuilder {
    static final String ID = "csv-drop";

    @Override
    public void configure() {
        routeTemplate(ID)
                .templateParameter("place", null, "address of the drop folder")
                .templateParameter("acknowledgements", null, "address of the folder for acknowledgements")
                .templateParameter("desk", null, "name of the bean that receives the files")
                .from("{{place}}")
                .noStreamCaching()
                .filter()
                .method("{{desk}}", "takes")
                .to(Arrival.INTAKE)
                .filter()
                .method("{{desk}}", "acknowledges")
                .to("{{acknowledgements}}");
    }
}
