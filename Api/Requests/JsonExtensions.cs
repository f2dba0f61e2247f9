using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;

namespace KanbanAspire.Api.Requests;

/// <summary>Registers the JSON types of a feature.</summary>
public static class JsonExtensions
{
    /// <summary>
    /// Adds a source-generated context. Whatever is in none of them cannot be read or written: not even in tests, where the
    /// framework would fall back to reflection otherwise.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="context">For example <c>BoardsJson.Default</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddJson(this IServiceCollection services, IJsonTypeInfoResolver context) =>
        services.Configure<JsonOptions>(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectNullableAnnotations = true;
            var contexts = options.SerializerOptions.TypeInfoResolverChain;
            if (contexts.OfType<DefaultJsonTypeInfoResolver>().FirstOrDefault() is { } reflection)
            {
                contexts.Remove(reflection);
            }

            contexts.Add(context);
        });
}
