/** Services about places: building, land, environment, waste, water, roads. The lines are those of titles-people.ts. */
export const PLACES_TITLES = {
  construction: `
permit nl 10 60 | Leidimas rekonstruoti statinį | Permit to reconstruct a building
permit nl 10 40 | Leidimas atnaujinti (modernizuoti) pastatą | Permit to renovate a building
permit nl 10 40 | Leidimas griauti statinį | Permit to demolish a building
permit nl 10 40 | Leidimas keisti statinio paskirtį | Permit to change the use of a building
decision nl 10 0 | Specialiųjų architektūros reikalavimų išdavimas | Special architectural requirements
decision nl 10 0 | Specialiųjų paveldosaugos reikalavimų išdavimas | Special heritage requirements
decision nl 10 0 | Prisijungimo prie lietaus nuotekų tinklų sąlygos | Conditions of joining the rainwater network
decision nl 5 0 | Projektinių pasiūlymų viešinimas ir pritarimas | Publication and approval of design proposals
decision nl 10 0 | Supaprastinto statinio projekto derinimas | Agreement on a simplified design
decision nl 20 0 | Detaliojo plano rengimo inicijavimas | Starting a detailed plan
decision nl 20 0 | Detaliojo plano koregavimas | Amending a detailed plan
decision nl 20 0 | Detaliojo plano tvirtinimas | Approving a detailed plan
decision nl 10 0 | Teritorijų planavimo sąlygų išdavimas | Conditions of planning
certificate nl 10 0 | Išrašo iš bendrojo plano išdavimas | Extract of the general plan
certificate nl 5 6 | Topografinio plano suderinimas | Checking a topographic plan
decision nl 10 0 | Adreso suteikimas, keitimas ar naikinimas | Giving, changing or removing an address
registration nl 5 0 | Pranešimo apie statybos pradžią registravimas | Notice of the start of construction
certificate nl 10 0 | Pažymos apie nebaigtą statinį išdavimas | Certificate of an unfinished building
permit nl 5 15 | Leidimas vykdyti kasinėjimo darbus | Permit to dig
permit l 10 20 | Leidimas įrengti išorinę reklamą | Permit of outdoor advertising
permit l 10 10 | Leidimas įrengti lauko kavinę | Permit of an outdoor café
service nl 20 0 | Statinių naudojimo priežiūra gavus pranešimą | Inspection of the use of a building
`,
  land: `
decision nl 20 0 | Žemės sklypo formavimo ir pertvarkymo projekto organizavimas | Project of forming a land plot
decision nl 20 0 | Žemės sklypo formavimo projekto tvirtinimas | Approving the project of a land plot
decision nl 10 0 | Žemės sklypo naudojimo paskirties keitimas | Change of the use of land
decision nl 20 0 | Valstybinės žemės nuoma savivaldybės teritorijoje | Lease of state land
decision nl 20 0 | Servituto nustatymas administraciniu aktu | Easement by an administrative act
decision nl 20 0 | Žemės paėmimo visuomenės poreikiams nagrinėjimas | Taking land for public needs
decision n 20 0 | Nuosavybės teisių atkūrimo į žemę dokumentų rengimas | Restitution of land
certificate nl 10 5 | Pažymos apie žemės sklypą išdavimas | Certificate about a land plot
decision nl 10 0 | Žemės sklypo ribų derinimas su savivaldybe | Agreement on the bounds of a plot
service nl 20 0 | Melioracijos įrenginių priežiūra | Care of land drainage
decision nl 10 0 | Melioracijos techninių sąlygų išdavimas | Technical conditions of land drainage
`,
  environment: `
permit nl 10 0 | Leidimas kirsti, genėti ar persodinti saugotinus medžius | Permit to fell, prune or replant protected trees
decision nl 5 0 | Medžio būklės įvertinimas | Assessment of a tree
service nl 5 0 | Avarinių medžių šalinimas | Removal of dangerous trees
decision nl 20 0 | Želdynų projektų derinimas | Agreement on green areas
registration n 1 5 | Šuns ar katės registravimas | Registration of a dog or cat
permit n 5 0 | Leidimas laikyti pavojingą šunį | Permit to keep a dangerous dog
service nl 1 0 | Beglobių gyvūnų gaudymas ir globa | Stray animals
decision nl 20 0 | Atrankos dėl poveikio aplinkai išvados derinimas | Screening of environmental impact
service nl 10 0 | Pranešimo apie taršą nagrinėjimas | Report of pollution
benefit nl 30 0 | Aplinkos apsaugos rėmimo programos lėšų skyrimas | Environment fund
benefit nl 20 0 | Medžiojamųjų gyvūnų padarytos žalos įvertinimas | Damage by game
permit nl 10 0 | Leidimas rengti žvejybos varžybas savivaldybės vandens telkinyje | Permit of an angling contest
service nl 3 0 | Invazinių augalų naikinimas | Removal of invasive plants
decision nl 10 0 | Atliekų aikštelės vietos derinimas | Place of a waste site
permit l 10 0 | Leidimas organizuoti masinį renginį gamtoje | Permit of a large event in nature
`,
  waste: `
registration nl 5 0 | Atliekų turėtojo registravimas | Registration of a holder of waste
benefit n 20 0 | Vietinės rinkliavos už atliekas lengvata nepasiturintiems | Reduced waste fee for people in need
service nl 5 0 | Konteinerio skyrimas arba keitimas | Giving or changing a container
service nl 10 8 | Didelių gabaritų atliekų išvežimas | Removal of bulky waste
service nl 10 0 | Naudotų padangų priėmimas aikštelėje | Used tyres
service nl 20 0 | Asbesto turinčių atliekų surinkimas | Collection of waste with asbestos
service nl 3 0 | Žaliųjų atliekų surinkimas | Collection of green waste
certificate nl 5 0 | Pažymos apie rinkliavos įsiskolinimą išdavimas | Certificate of the waste fee
decision nl 10 0 | Rinkliavos mokėjimo išdėstymas dalimis | Paying the waste fee in parts
decision nl 10 0 | Skundo dėl atliekų neišvežimo nagrinėjimas | Complaint about waste not collected
decision nl 10 0 | Nekilnojamojo turto pripažinimas nenaudojamu rinkliavai | Property that is not used
service nl 5 0 | Individualaus kompostinio skyrimas | Giving a compost box
`,
  water: `
decision nl 10 0 | Prisijungimo prie vandentiekio sąlygų išdavimas | Conditions of joining the water supply
decision nl 10 0 | Prisijungimo prie nuotekų tinklų sąlygų išdavimas | Conditions of joining the sewage network
service nl 10 45 | Prijungimas prie vandentiekio ir nuotekų tinklų | Joining the water and sewage networks
service nl 5 0 | Vandens apskaitos prietaiso keitimas | Changing a water meter
service nl 3 12 | Vandens apskaitos prietaiso plombavimas | Sealing a water meter
service nl 5 25 | Vandens kokybės tyrimas | Water quality test
service nl 2 30 | Nuotekų išvežimas asenizacijos transportu | Removal of sewage by truck
registration nl 5 0 | Individualių nuotekų įrenginių registravimas | Registration of own sewage treatment
service nl 3 0 | Sutarties dėl geriamojo vandens tiekimo sudarymas | Contract for drinking water
decision nl 10 0 | Sąskaitos už vandenį perskaičiavimas | Recalculation of a water bill
benefit n 20 0 | Prijungimo prie tinklų išlaidų kompensavimas gyventojams | Support for joining the networks
service nl 10 0 | Šachtinio šulinio vandens tyrimas nėščiosioms ir kūdikiams | Well water test for mothers and babies
decision nl 10 0 | Projekto derinimas su vandentvarkos įmone | Agreement of the water company on a design
`,
  roads: `
permit nl 5 20 | Leidimas uždaryti ar apriboti eismą gatvėje | Permit to close a street
permit nl 5 15 | Leidimas važiuoti didžiagabarite transporto priemone | Permit of an oversize vehicle
permit nl 10 0 | Leidimas įrengti nuovažą | Permit of a driveway
decision nl 20 0 | Eismo organizavimo schemos derinimas | Agreement on a traffic scheme
decision nl 20 0 | Kelio ženklo ar kalnelio įrengimo nagrinėjimas | Request for a road sign or speed bump
service nl 10 0 | Duobių ir gatvės dangos defektų taisymas | Repair of potholes
service nl 3 0 | Gatvių apšvietimo gedimo šalinimas | Repair of street lighting
service nl 3 0 | Sniego valymas ir barstymas | Snow clearing
service nl 10 0 | Žvyrkelių greideriavimas | Grading of gravel roads
benefit nl 20 0 | Žvyrkelio dulkėtumo mažinimas prie sodybų | Less dust by homesteads
decision nl 20 0 | Žalos dėl kelio būklės atlyginimo nagrinėjimas | Damage by the state of a road
decision nl 20 0 | Gatvės pavadinimo suteikimas ar keitimas | Giving or changing a street name
service nl 20 0 | Pėsčiųjų takų taisymas | Repair of footpaths
`,
} as const;
