using Burst.Core.Units;

namespace Burst.Cost.Charging;

/// <summary>A line and its rounded amount.</summary>
public readonly record struct InvoiceLine<TKey>(TKey Key, Money Amount);
