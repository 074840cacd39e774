namespace Burst.Emulator.Arm;

/// <summary>What ACI's create and delete rates are counted by.</summary>
/// <param name="Subscription">In lower case.</param>
/// <param name="Region">In the service's own writing: <c>westeurope</c>.</param>
/// <param name="Verb"><c>write</c> or <c>delete</c>.</param>
internal readonly record struct RateScope(string Subscription, string Region, string Verb);
