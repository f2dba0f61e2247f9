using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using Alias = Amazon.CDK.AWS.Lambda.Alias;
using CfnPermission = Amazon.CDK.AWS.Lambda.CfnPermission;
using CfnPermissionProps = Amazon.CDK.AWS.Lambda.CfnPermissionProps;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;
using FunctionUrlAuthType = Amazon.CDK.AWS.Lambda.FunctionUrlAuthType;
using FunctionUrlOptions = Amazon.CDK.AWS.Lambda.FunctionUrlOptions;
using LambdaFunction = Amazon.CDK.AWS.Lambda.CfnFunction;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes the front end: a private bucket behind CloudFront, which also passes the API's paths on, to the HTTP API or to the function's
/// own address, so that the browser meets one origin.
/// </summary>
internal sealed class Site
{
    private const string BoardsPath = "/api/*";
    private const string ItemsPath = "/items*";

    // Custom error responses would do this too, but would also turn the API's 404 into index.html.
    private const string Router = """
        function handler(event) {
          var request = event.request;
          // An address without a file extension belongs to the router in the browser.
          if (request.uri.lastIndexOf('.') <= request.uri.lastIndexOf('/')) {
            request.uri = '/index.html';
          }
          return request;
        }
        """;

    private readonly Amazon.CDK.Stack _stack;
    private readonly StackSettings _settings;
    private readonly CloudFrontParameters _choices;
    private readonly IResponseHeadersPolicy _headers;
    private readonly Bucket _bucket;
    private readonly Distribution _distribution;
    private BucketDeployment? _pages;

    public Site(Amazon.CDK.Stack stack, StackSettings settings, CloudFrontParameters choices, HttpApi api, EventApi events)
    {
        (_stack, _settings, _choices) = (stack, settings, choices);
        _bucket = new Bucket(stack, "WebBucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            // Holds nothing but what can be built again.
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        _headers = ResponseHeadersPolicy.FromResponseHeadersPolicyId(
            stack, "SecurityHeadersReference", new SecurityHeaders(stack, settings, events).Id);
        _distribution = new Distribution(stack, "Distribution", new DistributionProps
        {
            Comment = $"KanbanAspire ({settings.Name})",
            DefaultRootObject = "index.html",
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_200,
            DefaultBehavior = new BehaviorOptions
            {
                Origin = S3BucketOrigin.WithOriginAccessControl(_bucket),
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                CachePolicy = CachePolicy.CACHING_OPTIMIZED,
                ResponseHeadersPolicy = _headers,
                Compress = true,
                FunctionAssociations =
                [
                    new FunctionAssociation
                    {
                        EventType = FunctionEventType.VIEWER_REQUEST,
                        Function = new Function(stack, "Router", new FunctionProps
                        {
                            Comment = "Sends addresses of the browser's router to index.html.",
                            Code = FunctionCode.FromInline(Router.ReplaceLineEndings("\n")),
                            Runtime = FunctionRuntime.JS_2_0,
                        }),
                    },
                ],
            },
        });
        var gateway = new HttpOrigin(api.Host, Https());
        foreach (var path in settings.HasFunctionUrl ? [ItemsPath] : new[] { BoardsPath, ItemsPath })
        {
            _distribution.AddBehavior(path, gateway, Forward());
        }

        UseDomainName();
        Address = Parameters.TextIf(
            choices.HasDomainName, $"https://{choices.DomainName.ValueAsString}", $"https://{_distribution.DistributionDomainName}");
    }

    /// <summary>Gets the address of the board, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Copies the built front end and its configuration into the bucket.</summary>
    /// <param name="parameters">How many page loads send telemetry.</param>
    /// <param name="users">Where to sign in.</param>
    /// <param name="events">Where to hear of changes.</param>
    public void Publish(Parameters parameters, UserPool users, EventApi events)
    {
        var (stack, settings) = (_stack, _settings);
        var log = new LogGroup(stack, "WebCopyLog", new LogGroupProps { Retention = RetentionDays.ONE_WEEK, RemovalPolicy = RemovalPolicy.DESTROY });
        // In place of the managed policy that CDK would attach, which opens every log group.
        var role = new Role(stack, "WebCopyRole", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resources = [log.LogGroupArn],
        }));
        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["authentication"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["issuer"] = users.Issuer,
                ["domain"] = users.Domain,
                ["clientId"] = users.WebClientId,
            },
            // What CloudFormation fills in is text, also where it is a number.
            ["telemetry"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sampleRatio"] = parameters.BrowserTelemetry.ValueAsString,
            },
            ["signedRequests"] = settings.HasFunctionUrl,
            // Both empty without push.
            ["realtime"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["url"] = Selected(events.IfOn(events.Socket)),
                ["host"] = Selected(events.IfOn(events.Host)),
            },
        };
        // Files with a hash in their names first, and kept: an index.html that a browser still holds finds its own.
        var hashed = new BucketDeployment(stack, "WebAssets", new BucketDeploymentProps
        {
            Sources = [Source.Asset(Path.Combine(settings.WebRoot, "assets"))],
            DestinationBucket = _bucket,
            DestinationKeyPrefix = "assets",
            CacheControl = [CacheControl.FromString("public, max-age=31536000, immutable")],
            Prune = false,
            RetainOnDelete = false,
            MemoryLimit = 256,
            LogGroup = log,
            Role = role,
        });
        var rest = new BucketDeployment(stack, "WebPages", new BucketDeploymentProps
        {
            Sources = [Source.Asset(settings.WebRoot), Source.JsonData("config.json", configuration)],
            Exclude = ["assets/*"],
            DestinationBucket = _bucket,
            // CloudFront asks the bucket again after a second, so nothing has to be invalidated.
            CacheControl = [CacheControl.FromString("no-cache")],
            RetainOnDelete = false,
            MemoryLimit = 256,
            LogGroup = log,
            Role = role,
        });
        rest.Node.AddDependency(hashed);
        _pages = rest;
        // While the bucket has CDK's mark of ownership, the copier leaves the files, and the stack could not delete the bucket.
        ((CfnBucket)_bucket.Node.DefaultChild!).AddPropertyDeletionOverride("Tags");
        // The CDK names a runtime that Lambda no longer creates; the code runs on this one.
        foreach (var function in stack.Node.FindAll().OfType<LambdaFunction>())
        {
            function.Runtime = "python3.11";
        }
    }

    /// <summary>Copies the pages only when the API that they call is there.</summary>
    /// <param name="api">The HTTP API with its routes.</param>
    /// <param name="function">The function behind them.</param>
    public void PublishAfter(HttpApi api, IDependable function) =>
        _pages!.Node.AddDependency([function, .. api.Routes]);

    /// <summary>
    /// Passes <c>/api</c> to the function's own address, which answers this distribution alone: CloudFront signs each request.
    /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    /// </summary>
    /// <param name="api">The alias that answers.</param>
    public void PassBoardsTo(Alias api)
    {
        var url = api.AddFunctionUrl(new FunctionUrlOptions { AuthType = FunctionUrlAuthType.AWS_IAM });
        var access = new CfnOriginAccessControl(_stack, "ApiAccess", new CfnOriginAccessControlProps
        {
            OriginAccessControlConfig = new CfnOriginAccessControl.OriginAccessControlConfigProperty
            {
                Name = _settings.Named("kanban-api-access"),
                OriginAccessControlOriginType = "lambda",
                // The signature takes the header Authorization, so that the front end sends the token in another one.
                SigningBehavior = "always",
                SigningProtocol = "sigv4",
            },
        });
        _distribution.AddBehavior(BoardsPath, new SignedOrigin(Fn.Select(2, Fn.Split("/", url.Url)), Https(), access.AttrId), Forward());
        // Both are needed: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
        foreach (var (id, action) in new[] { ("ApiUrlPermission", "lambda:InvokeFunctionUrl"), ("ApiPermissionOfUrl", "lambda:InvokeFunction") })
        {
            _ = new CfnPermission(_stack, id, new CfnPermissionProps
            {
                Action = action,
                FunctionName = api.FunctionArn,
                Principal = "cloudfront.amazonaws.com",
                SourceArn = $"arn:{_stack.Partition}:cloudfront::{_stack.Account}:distribution/{_distribution.DistributionId}",
            });
        }
    }

    // CDK writes references and selections into such a file, and no conditions.
    private static string Selected(string value) => Fn.Select(0, Fn.Split(" ", $"{value} "));

    private HttpOriginProps Https() => new()
    {
        ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
        CustomHeaders = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // CloudFront replaces a header of that name from the viewer. Without a secret the Api does not look at it.
            ["x-origin-secret"] = Parameters.TextIf(_choices.HasOriginSecret, Fn.Select(0, Fn.Split(",", _choices.OriginSecret.ValueAsString)), "none"),
        },
    };

    private AddBehaviorOptions Forward() => new()
    {
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        AllowedMethods = AllowedMethods.ALLOW_ALL,
        CachePolicy = CachePolicy.CACHING_DISABLED,
        // API Gateway finds its API by the Host header, and Lambda its function.
        OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        ResponseHeadersPolicy = _headers,
        Compress = false,
    };

    private void UseDomainName()
    {
        var distribution = (CfnDistribution)_distribution.Node.DefaultChild!;
        distribution.AddPropertyOverride(
            "DistributionConfig.Aliases", Parameters.If(_choices.HasDomainName, new[] { _choices.DomainName.ValueAsString }));
        distribution.AddPropertyOverride(
            "DistributionConfig.ViewerCertificate", Parameters.If(_choices.HasDomainName, new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["AcmCertificateArn"] = _choices.CertificateArn.ValueAsString,
                ["SslSupportMethod"] = "sni-only",
                ["MinimumProtocolVersion"] = "TLSv1.2_2021",
            }));
    }

    // An HttpOrigin of this CDK leaves its property of that name out.
    private sealed class SignedOrigin(string host, HttpOriginProps props, string accessControlId) : HttpOrigin(host, props)
    {
        public override IOriginBindConfig Bind(Construct scope, IOriginBindOptions options)
        {
            var origin = base.Bind(scope, options).OriginProperty!;
            return new OriginBindConfig
            {
                OriginProperty = new CfnDistribution.OriginProperty
                {
                    Id = origin.Id,
                    DomainName = origin.DomainName,
                    CustomOriginConfig = origin.CustomOriginConfig,
                    OriginCustomHeaders = origin.OriginCustomHeaders,
                    OriginAccessControlId = accessControlId,
                },
            };
        }
    }
}
