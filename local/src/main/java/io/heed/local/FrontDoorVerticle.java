package io.heed.local;

import java.net.BindException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** The front door's work on one event loop, with connections of its own to each service. */
final class FrontDoorVerticle extends AbstractVerticle {
    static final String IPV4 = "127.0.0.1";
    static final String IPV6 = "::1";
    private static final String PROBLEM = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "2";
    /** More than the 1,024 clients that one machine is planned for, even if all of them land on one event loop. */
    private static final int CONNECTIONS_PER_SERVICE = 2_048;

    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    /** Less than the time after which the services close an idle connection. */
    private static final int KEPT_ALIVE_SECONDS = 30;

    private final int port;
    private final RouteTable routes;
    private final Map<String, Integer> origins;
    private final Map<String, HttpProxy> proxies = new HashMap<>();

    FrontDoorVerticle(int port, RouteTable routes, Map<String, Integer> origins) {
        this.port = port;
        this.routes = routes;
        this.origins = origins;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(KEPT_ALIVE_SECONDS)
                        .setMaxHeaderSize(LONGEST_HEADERS)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE));
        origins.forEach((service, origin) -> proxies.put(
                service, HttpProxy.reverseProxy(client).origin(origin, IPV4).addInterceptor(new Passage(service))));
        listen(IPV4)
                .compose(open -> listen(IPV6).recover(FrontDoorVerticle::withoutIpv6))
                .onComplete(started);
    }

    private Future<Void> listen(String host) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        return vertx.createHttpServer(options)
                .requestHandler(this::route)
                .invalidRequestHandler(FrontDoorVerticle::refuse)
                .listen(port, host)
                .mapEmpty();
    }

    /** A machine without IPv6 is served on 127.0.0.1 alone; a port that somebody else has on ::1 is a busy port. */
    private static Future<Void> withoutIpv6(Throwable failure) {
        return isBusy(failure) || !(failure instanceof SocketException)
                ? Future.failedFuture(failure)
                : Future.succeededFuture();
    }

    static boolean isBusy(Throwable failure) {
        return failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
    }

    private void route(HttpServerRequest request) {
        String path = request.path();
        HttpProxy proxy =
                path == null ? null : routes.serviceFor(path).map(proxies::get).orElse(null);
        if (proxy == null) {
            end(request, "not-found", 404, "There is no such resource", "No service of Heed answers this path.");
            return;
        }
        proxy.handle(request);
    }

    /** What can't be read up to its end can't be passed on. */
    private static void refuse(HttpServerRequest request) {
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException tooLong ->
                end(
                        request,
                        "address-too-long",
                        414,
                        "The address is too long",
                        "Shorten the address, parameters included.");
            case TooLongHttpHeaderException tooLong ->
                end(request, "headers-too-large", 431, "The headers are too large", "Send fewer or shorter headers.");
            default ->
                end(
                        request,
                        "invalid-request",
                        400,
                        "The request is not valid",
                        "The request line or a header is no HTTP: see RFC 9112.");
        }
        request.connection().close();
    }

    private static void end(HttpServerRequest request, String type, int status, String title, String detail) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", PROBLEM)
                .end(problem(type, status, title, detail));
    }

    /** A problem as the services give them, by the same types. */
    private static Buffer problem(String type, int status, String title, String detail) {
        return new JsonObject()
                .put("type", "urn:heed:problem:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    /** Passes on the name by which the client called us, as links are made from it; answers for a service that is away. */
    private record Passage(String service) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HostAndPort calledBy = context.request().proxiedRequest().authority();
            if (calledBy != null) {
                context.request().setAuthority(calledBy);
            }
            return context.sendRequest().recover(failure -> Future.succeededFuture(away(context)));
        }

        private ProxyResponse away(ProxyContext context) {
            Buffer body = problem(
                    "unavailable",
                    503,
                    "Not available right now",
                    "The " + service + " service does not answer. Whether it took the request is unknown.");
            return context.request()
                    .release()
                    .response()
                    .setStatusCode(503)
                    .putHeader("content-type", PROBLEM)
                    .putHeader("retry-after", RETRY_AFTER_SECONDS)
                    .setBody(Body.body(body));
        }
    }
}
