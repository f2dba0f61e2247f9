using System.Reflection;
using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.RuntimeSupport;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>
/// Holds the public members of the bundled packages to <c>members.txt</c>. Each line was looked up in the sources of the real
/// packages (https://github.com/aws/aws-lambda-dotnet/tree/master/Libraries/src): a member that is added here is looked up there first.
/// </summary>
public sealed class MembersTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Members_OfTheSubset_AreThoseLookedUp()
    {
        var members = from assembly in new[] { typeof(LambdaBootstrap).Assembly, typeof(LambdaServer).Assembly }
                      from type in assembly.GetExportedTypes()
                      from member in MembersOf(type)
                      select member;

        Assert.Equal(
            File.ReadAllLines(Path.Combine(Repository.Root, "Tests", "Local", "Lambda", "members.txt")).Where(line => line is not [] and not ['#', ..]),
            members.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        var name = Show(type);
        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(value => $"{name}.{value} = {(int)Enum.Parse(type, value)}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [$"delegate {Show(type.GetMethod("Invoke")!.ReturnType)} {name}({Show(type.GetMethod("Invoke")!.GetParameters())})"];
        }

        return
        [
            $"{(type.IsInterface ? "interface" : "class")} {name}{(type.BaseType is { } b && b != typeof(object) ? $" : {Show(b)}" : "")}",
            .. type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{name}({Show(c.GetParameters())})"),
            .. type.GetFields(Declared).Where(f => f.IsPublic).Select(f => $"{name}.{f.Name} = {f.GetRawConstantValue()}"),
            .. type.GetProperties(Declared).Where(p => IsVisible(p.GetMethod!)).Select(p =>
                $"{name}.{p.Name} : {Show(p.PropertyType)}{(p.SetMethod is { } set && IsVisible(set) ? " { set; }" : "")}"),
            .. type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName).Select(m =>
                $"{name}.{m.Name}{(m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(Show))}>" : "")}({Show(m.GetParameters())}) : {Show(m.ReturnType)}"),
        ];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Show(ParameterInfo[] parameters) =>
        string.Join(", ", parameters.Select(p => $"{Show(p.ParameterType)} {p.Name}{(p.IsOptional ? "?" : "")}"));

    private static string Show(Type type)
    {
        if (type.IsGenericParameter || type.IsArray)
        {
            return type.Name;
        }

        var name = type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true ? type.Name : type.FullName ?? $"{type.Namespace}.{type.Name}";
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>"
            : name;
    }
}
