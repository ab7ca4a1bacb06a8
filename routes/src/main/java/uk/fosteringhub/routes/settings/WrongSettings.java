package uk.fosteringhub.routes.settings;

import java.util.List;

/** The hub cannot start as it is told to. Each problem is one sentence that names the setting and what to do. */
public final class WrongSettings extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public WrongSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
