using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;
using LambdaFunction = Amazon.CDK.AWS.Lambda.CfnFunction;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes the front end: a private bucket behind CloudFront, which also passes the API's paths on, so that the browser meets one
/// origin.
/// </summary>
internal sealed class Site
{
    private static readonly string[] ApiPaths = ["/api/*", "/items*", "/openapi/*"];

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

    private readonly Bucket _bucket;
    private readonly Distribution _distribution;
    private BucketDeployment? _pages;

    public Site(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters, HttpApi api)
    {
        _bucket = new Bucket(stack, "WebBucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            // Holds nothing but what can be built again.
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var headers = ResponseHeadersPolicy.FromResponseHeadersPolicyId(
            stack, "SecurityHeadersReference", new SecurityHeaders(stack, settings).Id);
        var gateway = new BehaviorOptions
        {
            Origin = new HttpOrigin(api.Host, new HttpOriginProps
            {
                ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
                // CloudFront replaces a header of that name from the viewer. Without a secret the Api does not look at it.
                CustomHeaders = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["x-origin-secret"] = Parameters.TextIf(
                        parameters.HasOriginSecret, Fn.Select(0, Fn.Split(",", parameters.OriginSecret.ValueAsString)), "none"),
                },
            }),
            ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
            AllowedMethods = AllowedMethods.ALLOW_ALL,
            CachePolicy = CachePolicy.CACHING_DISABLED,
            // API Gateway finds its API by the Host header.
            OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            ResponseHeadersPolicy = headers,
            Compress = false,
        };
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
                ResponseHeadersPolicy = headers,
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
            AdditionalBehaviors = ApiPaths.ToDictionary(path => path, IBehaviorOptions (_) => gateway, StringComparer.Ordinal),
        });
        UseDomainName(parameters);
        Address = Parameters.TextIf(
            parameters.HasDomainName, $"https://{parameters.DomainName.ValueAsString}", $"https://{_distribution.DistributionDomainName}");
    }

    /// <summary>Gets the address of the board, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Copies the built front end and its configuration into the bucket.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">Where the built front end is.</param>
    /// <param name="parameters">How many page loads send telemetry.</param>
    /// <param name="users">Where to sign in.</param>
    public void Publish(Amazon.CDK.Stack stack, StackSettings settings, Parameters parameters, UserPool users)
    {
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

    private void UseDomainName(Parameters parameters)
    {
        var distribution = (CfnDistribution)_distribution.Node.DefaultChild!;
        distribution.AddPropertyOverride(
            "DistributionConfig.Aliases", Parameters.If(parameters.HasDomainName, new[] { parameters.DomainName.ValueAsString }));
        distribution.AddPropertyOverride(
            "DistributionConfig.ViewerCertificate", Parameters.If(parameters.HasDomainName, new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["AcmCertificateArn"] = parameters.CertificateArn.ValueAsString,
                ["SslSupportMethod"] = "sni-only",
                ["MinimumProtocolVersion"] = "TLSv1.2_2021",
            }));
    }
}
