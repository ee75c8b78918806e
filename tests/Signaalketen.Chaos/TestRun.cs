// Two storms at once would only wait for each other's processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
