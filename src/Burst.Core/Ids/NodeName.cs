using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Ids;

/// <summary>The name of a node: a DNS label or subdomain, as in Kubernetes.</summary>
[JsonConverter(typeof(StringValueJsonConverter<NodeName>))]
public readonly record struct NodeName : IStringValue<NodeName>, IComparable<NodeName>
{
    private NodeName(string value) => Value = value;

    public string Value { get; }

    public static NodeName Parse(string text) => DnsName.IsSubdomain(text)
        ? new NodeName(text)
        : throw new FormatException($"'{text}' is not a node name; {DnsName.SubdomainRule}.");

    public int CompareTo(NodeName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
