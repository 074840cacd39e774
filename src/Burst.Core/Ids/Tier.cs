using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Ids;

/// <summary>What a core-second costs here. An open set: an unknown tier is kept, and refused where it would have to be priced.</summary>
[JsonConverter(typeof(StringValueJsonConverter<Tier>))]
public readonly record struct Tier : IStringValue<Tier>, IComparable<Tier>
{
    public static readonly Tier Vm = new("vm");
    public static readonly Tier VmReserved = new("vm-reserved");
    public static readonly Tier Aci = new("aci");
    public static readonly Tier AciSpot = new("aci-spot");

    private Tier(string value) => Value = value;

    public string Value { get; }

    public bool IsVm => this == Vm || this == VmReserved;

    public static Tier Parse(string text) => DnsName.IsLabel(text)
        ? new Tier(text)
        : throw new FormatException($"'{text}' is not a tier; vm, vm-reserved, aci and aci-spot are.");

    public int CompareTo(Tier other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
