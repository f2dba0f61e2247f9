using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes the HTTP API with every route of the OpenAPI document, so that what is not documented is not there. Its origin check is
/// CORS, its token check the JWT authorizer; a web application firewall cannot be put on an HTTP API.
/// </summary>
internal sealed class HttpApi
{
    // One line a request, JSON, without anything about the caller: the address would be that of CloudFront's edge. Each byte is paid
    // for: the time is CloudWatch's own, and what the status says, a message need not say again.
    private static readonly Dictionary<string, string> AccessLogFields = new(StringComparer.Ordinal)
    {
        ["requestId"] = "$context.requestId",
        ["routeKey"] = "$context.routeKey",
        ["status"] = "$context.status",
        ["latencyMs"] = "$context.responseLatency",
        ["integrationMs"] = "$context.integrationLatency",
        ["bytes"] = "$context.responseLength",
        ["error"] = "$context.authorizer.error $context.integrationErrorMessage",
    };

    private readonly Parameters _parameters;
    private readonly CfnApi _api;
    private readonly Amazon.CDK.Stack _stack;
    private readonly List<CfnRoute> _routes = [];
    private CfnAuthorizer? _authorizer;

    public HttpApi(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters)
    {
        (_stack, _parameters) = (stack, parameters);
        _api = new CfnApi(stack, "HttpApi", new CfnApiProps
        {
            Name = settings.Named("api"),
            ProtocolType = "HTTP",
        });
        _api.AddPropertyOverride("CorsConfiguration", Parameters.If(parameters.HasCors, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["AllowOrigins"] = Fn.Split(",", parameters.CorsOrigins.ValueAsString),
            ["AllowMethods"] = new[] { "GET", "POST", "PUT", "PATCH", "DELETE" },
            ["AllowHeaders"] = new[] { "authorization", "content-type", "if-match", "if-none-match", "idempotency-key", "traceparent", "tracestate" },
            ["ExposeHeaders"] = new[] { "etag", "location", "retry-after", "traceresponse", "x-continuation" },
            ["MaxAge"] = 86400,
        }));
        var log = new LogGroup(stack, "AccessLog", new LogGroupProps
        {
            // Any other group adds itself to a policy of the account whose length is limited:
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
            LogGroupName = $"/aws/vendedlogs/{settings.Name}/http-api",
            Retention = settings.IsProd ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        _ = new CfnStage(stack, "HttpApiStage", new CfnStageProps
        {
            ApiId = _api.Ref,
            StageName = "$default",
            AutoDeploy = true,
            AccessLogSettings = new CfnStage.AccessLogSettingsProperty
            {
                DestinationArn = stack.FormatArn(new ArnComponents
                {
                    Service = "logs",
                    Resource = "log-group",
                    ResourceName = log.LogGroupName,
                    ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                }),
                Format = JsonSerializer.Serialize(AccessLogFields),
            },
            DefaultRouteSettings = new CfnStage.RouteSettingsProperty
            {
                // Six metrics a route, each paid for by the month; spans and the access log say the same.
                DetailedMetricsEnabled = false,
                ThrottlingRateLimit = parameters.ThrottleRate.ValueAsNumber,
                ThrottlingBurstLimit = parameters.ThrottleBurst.ValueAsNumber,
            },
        });
    }

    public string Id => _api.Ref;

    /// <summary>Gets the routes, for what has to come after them.</summary>
    public IReadOnlyList<CfnRoute> Routes => _routes;

    /// <summary>Gets the host name, for CloudFront.</summary>
    public string Host => $"{_api.Ref}.execute-api.{_stack.Region}.{_stack.UrlSuffix}";

    public string Address => $"https://{Host}";

    /// <summary>Lets routes ask for tokens of a user pool.</summary>
    /// <param name="users">The user pool.</param>
    public void Authorize(UserPool users) => _authorizer = new CfnAuthorizer(_stack, "JwtAuthorizer", new CfnAuthorizerProps
    {
        ApiId = _api.Ref,
        Name = "user-pool",
        AuthorizerType = "JWT",
        IdentitySource = ["$request.header.Authorization"],
        JwtConfiguration = new CfnAuthorizer.JWTConfigurationProperty { Issuer = users.Issuer, Audience = users.Audience },
    });

    /// <summary>Puts a function behind every route.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">The routes.</param>
    /// <param name="function">The function.</param>
    public void Serve(Amazon.CDK.Stack stack, StackSettings settings, IFunction function)
    {
        var integration = new CfnIntegration(stack, "ApiIntegration", new CfnIntegrationProps
        {
            ApiId = _api.Ref,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = function.FunctionArn,
            PayloadFormatVersion = "2.0",
            TimeoutInMillis = 30_000,
        });
        _ = new CfnPermission(stack, "ApiPermission", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "apigateway.amazonaws.com",
            SourceArn = stack.FormatArn(new ArnComponents { Service = "execute-api", Resource = _api.Ref, ResourceName = "*/*" }),
        });
        // What CloudFront passes to the function's URL is not open beside it.
        foreach (var route in settings.Routes.Where(route => !settings.HasFunctionUrl || route.IsOfTheCourse))
        {
            _routes.Add(AddRoute(stack, route, $"integrations/{integration.Ref}"));
        }
    }

    private CfnRoute AddRoute(Amazon.CDK.Stack stack, Route route, string target)
    {
        var authorizer = _authorizer ?? throw new InvalidOperationException("Authorize comes first.");
        var needsToken = route.Authorization is not "NONE";
        return new CfnRoute(stack, $"Route{Id(route.RouteKey)}", new CfnRouteProps
        {
            ApiId = _api.Ref,
            RouteKey = route.RouteKey,
            Target = target,
            AuthorizationType = !needsToken ? "NONE" : route.IsOfTheCourse ? Parameters.TextIf(_parameters.ItemsNeedToken, "JWT", "NONE") : "JWT",
            AuthorizerId = !needsToken ? null : route.IsOfTheCourse ? Parameters.TextIf(_parameters.ItemsNeedToken, authorizer.Ref) : authorizer.Ref,
            AuthorizationScopes = !needsToken ? null
                : route.IsOfTheCourse ? [.. route.Scopes.Select(scope => Parameters.TextIf(_parameters.ItemsNeedToken, scope))] : [.. route.Scopes],
        });

        // GET /api/boards/{boardId} -> GetApiBoardsBoardId
        static string Id(string routeKey) => string.Concat(routeKey.Split([' ', '/', '{', '}', '-', '.', '+'], StringSplitOptions.RemoveEmptyEntries)
            .Select((word, i) => i == 0 ? $"{word[0]}{word[1..].ToLowerInvariant()}" : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
    }
}
