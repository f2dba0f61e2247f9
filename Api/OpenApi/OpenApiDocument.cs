using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KanbanAspire.Api.OpenApi;

/// <summary>
/// Describes the Api. The build runs the program to write <c>docs/openapi/v1.json</c>, which is served with the front end's files:
/// the running Api has nothing to describe itself with, which would cost every cold start.
/// </summary>
internal static class OpenApiDocument
{
    /// <summary>Lets an endpoint take what says that it is something else, or nothing; the document does not mention it.</summary>
    internal const string AnyMediaType = "*/*";

    private const string Scheme = "cognito";
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Boards", "Boards: create, open, rename, archive, delete; labels and stars."),
        ("Columns", "Columns of a board, with their WIP limits."),
        ("Cards", "Cards: create, move, change, archive; their titles and descriptions."),
        ("Checklists", "Checklists of a card and their entries."),
        ("Comments", "Comments on a card."),
        ("Events", "The log of a board: catching up, activity, undo."),
        ("Recurring cards", "Rules that make cards by a schedule."),
        ("Members", "Who is on a board, in what role."),
        ("Invites", "Invite links."),
        ("Users", "Who is signed in."),
        ("Items", "The items of the tutorial."),
        ("Telemetry", "What the front end measured."),
    ];

    /// <summary>Gets whether the generator may be there at all; publishing sets it to false and trims the generator away.</summary>
    [FeatureSwitchDefinition("KanbanAspire.Api.OpenApi")]
    internal static bool IsSupported => !AppContext.TryGetSwitch("KanbanAspire.Api.OpenApi", out var on) || on;

    /// <summary>Adds the generator while the build writes the document; else nothing.</summary>
    internal static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        if (IsSupported && Assembly.GetEntryAssembly()?.GetName().Name is "GetDocument.Insider")
        {
            services.AddOpenApi(options =>
            {
                options.AddDocumentTransformer(Describe);
                options.AddDocumentTransformer(Operations.DescribeProblem);
                options.AddOperationTransformer(Secure);
                options.AddOperationTransformer(Operations.Describe);
            });
        }

        return services;
    }

    private static Task Describe(
        Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "KanbanAspire",
            Version = "1",
            Description = "Boards that are a log, and the items of the tutorial. Errors under /api are problem details "
                + "(RFC 9457); their types are listed in docs/problems.md.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token of the user pool.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task Secure(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = ["openid"],
                },
            ];
        }
        else
        {
            operation.Security = [];
        }

        operation.RequestBody?.Content?.Remove(AnyMediaType);
        return Task.CompletedTask;
    }
}
