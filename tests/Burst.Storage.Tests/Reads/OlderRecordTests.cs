using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Testing;

namespace Burst.Storage.Tests.Reads;

/// <summary>
/// The generated JSON reader does not run the initializers of init-only properties: one that a row lacks reads as the zero of its
/// type, not as the declared default. Every row has every property that was there when it was written, so this matters to properties
/// that are added later: those need a default that is their type's zero, or a migration that writes them into the rows.
/// </summary>
public sealed class OlderRecordTests
{
    private static readonly Type[] Stored = [typeof(ClusterObject), typeof(UsageRecord), typeof(UsageTerms), typeof(ClusterEvent), typeof(PlacementDecision)];

    /// <summary>
    /// Removes each optional property in turn and lists those that then do not read as declared. The approved list holds those of the
    /// first schema, which every row has. Whoever wants to add a line to it adds a migration that writes the property, too.
    /// </summary>
    [Fact]
    public void PropertiesThatReadOtherwiseThanDeclared_AreThoseThatEveryRowHas() => Approval.Check(
        "missing-properties.txt",
        string.Concat(StoredTypes().SelectMany(Deviations).Order(StringComparer.Ordinal).Select(line => line + "\n")));

    private static IEnumerable<string> Deviations(Type type)
    {
        if (TryCreate(type) is not { } declared)
            yield break;
        foreach (var property in CoreJson.Default.GetTypeInfo(type)!.Properties.Where(property => !property.IsRequired && property.Set is not null && property.Get is not null))
        {
            var zero = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
            if (!Same(property.Get!(declared), zero))
                yield return $"{type.Name}.{property.Name}";
        }
    }

    [Fact]
    public void TheReaderIndeed_LeavesMissingPropertiesAtZero()
    {
        var record = JsonSerializer.SerializeToNode(Testing.Storage.Stored.Usage("a", Testing.Storage.Stored.Noon), CoreJson.Default.UsageRecord)!.AsObject();
        foreach (var name in new[] { "waited", "billed", "startIsPresumed" })
            record.Remove(name);

        var read = record.Deserialize(CoreJson.Default.UsageRecord)!;

        Assert.Equal((null, default, false), (read.Waited, read.Billed, read.StartIsPresumed));
    }

    private static bool Same(object? declared, object? zero) => (declared, zero) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (IEnumerable, ValueType) when declared.GetType().Name.StartsWith("ImmutableArray", StringComparison.Ordinal) => (bool)declared.GetType().GetProperty("IsDefault")!.GetValue(declared)!,
        _ => declared.Equals(zero),
    };

    /// <summary>Required members are a matter of the compiler; their values do not matter here.</summary>
    private static object? TryCreate(Type type) =>
        type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, []) is { } constructor && !type.IsAbstract ? constructor.Invoke([]) : null;

    /// <summary>Everything that can be inside a stored record.</summary>
    private static IEnumerable<Type> StoredTypes()
    {
        var seen = new HashSet<Type>();
        var next = new Queue<Type>(Stored);
        while (next.TryDequeue(out var type))
        {
            if (!seen.Add(type) || CoreJson.Default.GetTypeInfo(type) is not { } info)
                continue;
            foreach (var derived in info.PolymorphismOptions?.DerivedTypes ?? [])
                next.Enqueue(derived.DerivedType);
            if (info.ElementType is { } element)
                next.Enqueue(element);
            foreach (var property in info.Properties)
                next.Enqueue(property.PropertyType);
            if (info.Kind == JsonTypeInfoKind.Object)
                yield return type;
        }
    }
}
