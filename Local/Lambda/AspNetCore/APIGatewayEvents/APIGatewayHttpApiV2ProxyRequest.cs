namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// Event that an HTTP API sends, payload format 2.0. Members that are empty are absent, so each may be null. See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
/// </summary>
public sealed class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>Gets or sets the format, <c>2.0</c>.</summary>
    public string? Version { get; set; }

    /// <summary>Gets or sets the route that matched, for example <c>GET /items/{id}</c>.</summary>
    public string? RouteKey { get; set; }

    /// <summary>Gets or sets the path; API Gateway has decoded it.</summary>
    public string? RawPath { get; set; }

    /// <summary>Gets or sets the query as it came, without <c>?</c>; empty when there is none.</summary>
    public string? RawQueryString { get; set; }

    /// <summary>Gets or sets the cookies, one <c>name=value</c> each; they are not in <see cref="Headers"/>.</summary>
    public string[]? Cookies { get; set; }

    /// <summary>Gets or sets the headers: names in lower case, repeated ones joined by commas.</summary>
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>Gets or sets the decoded query parameters, repeated ones joined by commas.</summary>
    public IDictionary<string, string>? QueryStringParameters { get; set; }

    /// <summary>Gets or sets the decoded variables of the route.</summary>
    public IDictionary<string, string>? PathParameters { get; set; }

    /// <summary>Gets or sets who called, by which way.</summary>
    public ProxyRequestContext? RequestContext { get; set; }

    /// <summary>Gets or sets the body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    public string? Body { get; set; }

    /// <summary>Gets or sets whether <see cref="Body"/> is base64.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>Who called, by which way.</summary>
    public sealed class ProxyRequestContext
    {
        /// <summary>Gets or sets the host name that was called.</summary>
        public string? DomainName { get; set; }

        /// <summary>Gets or sets what the authorizer found out; null on a route without one.</summary>
        public AuthorizerDescription? Authorizer { get; set; }

        /// <summary>Gets or sets the request line and the caller.</summary>
        public HttpDescription? Http { get; set; }

        /// <summary>Gets or sets API Gateway's id of the request.</summary>
        public string? RequestId { get; set; }

        /// <summary>Gets or sets the route that matched.</summary>
        public string? RouteKey { get; set; }

        /// <summary>Gets or sets the stage, <c>$default</c>.</summary>
        public string? Stage { get; set; }
    }

    /// <summary>What the authorizer found out.</summary>
    public sealed class AuthorizerDescription
    {
        /// <summary>Gets or sets the checked token.</summary>
        public JwtDescription? Jwt { get; set; }

        /// <summary>A token whose signature, issuer, audience and times were checked.</summary>
        public sealed class JwtDescription
        {
            /// <summary>Gets or sets the claims, all as strings.</summary>
            public IDictionary<string, string>? Claims { get; set; }

            /// <summary>Gets or sets the route's scopes that the token has; null when the route asks for none.</summary>
            public string[]? Scopes { get; set; }
        }
    }

    /// <summary>The request line and the caller.</summary>
    public sealed class HttpDescription
    {
        /// <summary>Gets or sets the method, in capitals.</summary>
        public string? Method { get; set; }

        /// <summary>Gets or sets the decoded path.</summary>
        public string? Path { get; set; }

        /// <summary>Gets or sets the protocol, <c>HTTP/1.1</c>.</summary>
        public string? Protocol { get; set; }

        /// <summary>Gets or sets the caller's address.</summary>
        public string? SourceIp { get; set; }

        /// <summary>Gets or sets the caller's user agent.</summary>
        public string? UserAgent { get; set; }
    }
}
