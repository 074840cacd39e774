using Burst.Core.Units;

namespace Burst.Cost.Prices;

/// <summary>A VM size as Azure publishes it, without the prefix <c>Standard_</c>.</summary>
public sealed record VmSize(string Name, Resources Capacity, string Source, string Read);
