using System.Reflection;
using Burst.Cost.Charging;

namespace Burst.Cost.Tests;

public sealed class SignatureTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void NoMember_UsesFloatingPoint()
    {
        Type[] types = typeof(Charge).Assembly.GetTypes();

        var offenders = types.SelectMany(type => type.GetMembers(Declared).Where(UsesFloatingPoint).Select(member => $"{type.Name}.{member.Name}"));

        Assert.True(types.Length > 20);
        Assert.Empty(offenders);
    }

    private static bool UsesFloatingPoint(MemberInfo member) => member switch
    {
        FieldInfo field => IsFloating(field.FieldType),
        MethodInfo method => IsFloating(method.ReturnType) || UsesFloatingPoint(method),
        ConstructorInfo constructor => UsesFloatingPoint((MethodBase)constructor),
        _ => false,
    };

    private static bool UsesFloatingPoint(MethodBase method) =>
        method.GetParameters().Any(parameter => IsFloating(parameter.ParameterType)) ||
        method.GetMethodBody() is { } body && body.LocalVariables.Any(local => IsFloating(local.LocalType));

    private static bool IsFloating(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half) ||
        (type.HasElementType && IsFloating(type.GetElementType()!)) ||
        type.GetGenericArguments().Any(IsFloating);
}
