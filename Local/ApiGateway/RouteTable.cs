namespace KanbanAspire.Local.ApiGateway;

/// <summary>A route together with the function behind it.</summary>
/// <param name="Key">Route key, for example <c>GET /items/{id}</c>.</param>
/// <param name="RequiresToken">True when the JWT authorizer guards it.</param>
/// <param name="Scopes">Of which the token must have one; empty for none.</param>
/// <param name="InvokeUri">Where its function is invoked; null when there is none.</param>
internal sealed record Route(string Key, bool RequiresToken, IReadOnlyList<string> Scopes, Uri? InvokeUri)
{
    public const string Default = "$default";

    private readonly string _method = Key.Split(' ')[0];
    private readonly string[] _segments = Key is Default ? [] : RouteTable.Split(Key.Split(' ')[^1]);

    /// <summary>
    /// Gets the order in which routes are tried: segment by segment a literal before a variable before the rest of the path,
    /// <c>$default</c> last, then a method before <c>ANY</c>.
    /// </summary>
    public string Precedence { get; } = Key is Default ? "~" : string.Concat(
        string.Concat(RouteTable.Split(Key.Split(' ')[^1]).Select(s => s.EndsWith("+}", StringComparison.Ordinal) ? '3' : s is ['{', ..] ? '2' : '1')),
        Key.StartsWith("ANY ", StringComparison.Ordinal) ? " 2" : " 1");

    /// <summary>Matches a request.</summary>
    /// <returns>The variables of the path, decoded; null when the route does not match.</returns>
    public Dictionary<string, string>? Match(string method, string[] path)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Key is Default)
        {
            return variables;
        }

        if (_method is not "ANY" && !string.Equals(_method, method, StringComparison.Ordinal))
        {
            return null;
        }

        for (var i = 0; i < _segments.Length; i++)
        {
            switch (_segments[i])
            {
                case ['{', .. var name, '+', '}'] when i < path.Length && (path.Length > i + 1 || path[i].Length > 0):
                    variables[name] = string.Join('/', path[i..]);
                    return variables;
                case ['{', .. var name, '}'] when i < path.Length && path[i].Length > 0 && !name.EndsWith('+'):
                    variables[name] = path[i];
                    break;
                case var literal when i < path.Length && string.Equals(literal, path[i], StringComparison.Ordinal):
                    break;
                default:
                    return null;
            }
        }

        return _segments.Length == path.Length ? variables : null;
    }
}

/// <summary>Finds the route of a request as an HTTP API does.</summary>
internal sealed class RouteTable
{
    private readonly Route[] _routes;

    public RouteTable(GatewayConfiguration configuration, string? lambdaEmulator)
    {
        var functions = Sort(configuration.Integrations.Select(i => new Route(
            $"{i.HttpMethod.ToUpperInvariant()} {i.Path}", RequiresToken: false, [], InvokeUri(i, lambdaEmulator))));
        // A catch-all of AppHost only says which function is meant; the API's own table says what there is.
        _routes = configuration.Routes is null ? functions : Sort(configuration.Routes.Select(r => new Route(
            r.RouteKey, r.Authorization is not "NONE", r.Scopes ?? [], FunctionOf(r.RouteKey, functions))));
    }

    /// <summary>Finds the most specific route.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="segments">What is between the slashes of the path, decoded: a value may hold a slash itself.</param>
    /// <returns>The route and its path variables; null when there is none, for the path or for the method.</returns>
    public (Route Route, Dictionary<string, string> Variables)? Find(string method, string[] segments)
    {
        foreach (var route in _routes)
        {
            if (route.Match(method, segments) is { } variables)
            {
                return (route, variables);
            }
        }

        return null;
    }

    public static string[] Split(string path) => path.TrimStart('/').Split('/');

    private static Route[] Sort(IEnumerable<Route> routes) => [.. routes.OrderBy(r => r.Precedence, StringComparer.Ordinal)];

    private static Uri? FunctionOf(string routeKey, Route[] functions) => routeKey.Split(' ') is [var method, var path]
        ? Array.Find(functions, f => f.Match(method, Split(path)) is not null)?.InvokeUri ?? functions.FirstOrDefault()?.InvokeUri
        : functions.LastOrDefault()?.InvokeUri;

    private static Uri? InvokeUri(Integration integration, string? lambdaEmulator) =>
        Uri.TryCreate(integration.Endpoint is { Length: > 0 } own ? own : lambdaEmulator, UriKind.Absolute, out var address)
            ? new Uri(address, $"/2015-03-31/functions/{integration.LambdaResourceName}/invocations")
            : null;
}
