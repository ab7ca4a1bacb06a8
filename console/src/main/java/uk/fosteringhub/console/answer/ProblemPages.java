package uk.fosteringhub.console.answer;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import uk.fosteringhub.core.store.StoreUnavailable;

/** What goes wrong on a page is told in a sentence, on a page. */
@ControllerAdvice
final class ProblemPages {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);
    private static final String PAGE = "error/problem";

    @ExceptionHandler(NotThere.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notThere(NotThere problem, Model model) {
        return page(model, "Not found", problem.getMessage());
    }

    @ExceptionHandler(Refused.class)
    @ResponseStatus(HttpStatus.CONFLICT)
    String refused(Refused problem, Model model) {
        return page(model, "That cannot be done now", problem.getMessage());
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String wrongAddress(Exception problem, Model model) {
        return page(
                model,
                "The address is not right",
                "Part of the address is missing or not of the kind that belongs there. Go back and use the links and forms of"
                        + " the pages.");
    }

    @ExceptionHandler(StoreUnavailable.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String storeUnavailable(StoreUnavailable gone, HttpServletRequest request, Model model) {
        LOG.warn("page={} outcome=unavailable {}", request.getRequestURI(), gone.getMessage());
        return page(
                model,
                "The database is away",
                "The hub cannot use its database now. Nothing you sent was taken; try again in a minute. If it stays so, tell"
                        + " whoever looks after the hub's server.");
    }

    private static String page(Model model, String title, String sentence) {
        model.addAttribute("title", title);
        model.addAttribute("sentence", sentence);
        return PAGE;
    }
}
