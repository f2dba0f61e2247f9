using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Local.Hosting;

/// <summary>Keeps Local/Hosting as small as AppHost needs it.</summary>
public sealed class SubsetTests
{
    [Fact]
    public void Subset_EveryPublicMethod_IsCalledByAppHost()
    {
        var called = CalledByAppHost();

        var unused = from type in typeof(Aspire.Hosting.DistributedApplication).Assembly.GetExportedTypes()
                     where type.Namespace?.StartsWith("Aspire", StringComparison.Ordinal) == true && !type.IsInterface
                     where !typeof(Delegate).IsAssignableFrom(type)
                     from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                     where IsOurs(type, method) && !called.Contains(method.Name)
                     select $"{type.Name}.{method.Name}";

        Assert.Empty(unused);
    }

    // Properties of event objects and snapshots mirror the real records; records bring members of their own.
    private static bool IsOurs(Type type, MethodInfo method) =>
        !method.IsSpecialName && method.GetBaseDefinition() == method && type.GetMethod("<Clone>$") is null
        && !type.Name.EndsWith("Handler", StringComparison.Ordinal) && method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null;

    private static HashSet<string> CalledByAppHost()
    {
        using var file = File.OpenRead(Path.ChangeExtension(Repository.Built("AppHost"), ".dll"));
        using var reader = new PEReader(file);
        var metadata = reader.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(handle => metadata.GetString(metadata.GetMemberReference(handle).Name))];
    }
}
