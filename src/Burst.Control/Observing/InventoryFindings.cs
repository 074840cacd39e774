using Burst.Core.Ids;

namespace Burst.Control.Observing;

/// <summary>What two full lists in a row have in common, and what follows from it.</summary>
/// <param name="Orphans">Ours, and no live intent claims them: to be ended.</param>
/// <param name="Missing">Not shown, and to be asked for by name before they are taken for gone.</param>
internal readonly record struct InventoryFindings(IReadOnlyList<PodUid> Orphans, IReadOnlyList<PodUid> Missing);
