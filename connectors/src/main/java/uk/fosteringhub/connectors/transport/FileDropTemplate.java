package uk.fosteringhub.connectors.transport;

import org.apache.camel.builder.RouteBuilder;

/** The way of a file: it is looked into or taken through the intake, acknowledged, and filed. */
public final class FileDropTemplate extends RouteBuilder {
    static final String ID = "file-drop";

    @Override
    public void configure() {
        routeTemplate(ID)
                .templateParameter("place", null, "address of the drop folder")
                .templateParameter("acknowledgements", null, "address of the folder for acknowledgements")
                .templateParameter("desk", null, "name of the bean that receives the files")
                .from("{{place}}")
                .streamCache("false")
                .bean("{{desk}}", "receive")
                .filter(exchangeProperty(DropDesk.TAKEN).isNotNull())
                .to(Arrival.INTAKE)
                .bean("{{desk}}", "answer")
                .filter(exchangeProperty(DropDesk.ANSWERED).isNotNull())
                .to("{{acknowledgements}}");
    }
}
