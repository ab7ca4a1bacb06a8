package uk.fosteringhub.console.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;
import org.springframework.web.filter.DelegatingFilterProxy;

/** The filters of sign-in and sessions, before everything but the REST interface. */
final class PeoplesFilters extends DelegatingFilterProxyRegistrationBean {
    private static final String REST = "/api";

    PeoplesFilters() {
        super(AbstractSecurityWebApplicationInitializer.DEFAULT_FILTER_NAME);
        setOrder(SecurityProperties.DEFAULT_FILTER_ORDER);
        setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }

    @Override
    public DelegatingFilterProxy getFilter() {
        DelegatingFilterProxy filters = super.getFilter();
        return new DelegatingFilterProxy(filters) {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (isRest((HttpServletRequest) request)) {
                    chain.doFilter(request, response);
                } else {
                    super.doFilter(request, response, chain);
                }
            }
        };
    }

    /** By the path as the server has decoded and settled it, which is what the gate of the REST interface stands before too. */
    private static boolean isRest(HttpServletRequest request) {
        String path = request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
        return path.equals(REST) || path.startsWith(REST + "/");
    }
}
