package uk.fosteringhub.routes.api;

import java.util.Map;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;

/** Describes parameters for the OpenAPI document. */
final class Params {
    private Params() {}

    /** Optional parameters in the query, each with what it means. */
    static RestDefinition query(RestDefinition rest, Map<String, String> descriptions) {
        for (Map.Entry<String, String> described : descriptions.entrySet()) {
            ParamDefinition param = rest.param();
            rest = param.name(described.getKey())
                    .type(RestParamType.query)
                    .dataType("string")
                    .required(false)
                    .description(described.getValue())
                    .endParam();
        }
        return rest;
    }

    static RestDefinition id(RestDefinition rest, String description) {
        return rest.param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .description(description)
                .endParam();
    }

    static RestDefinition body(RestDefinition rest, String description) {
        return rest.param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(true)
                .description(description)
                .endParam();
    }
}
